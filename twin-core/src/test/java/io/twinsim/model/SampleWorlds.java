package io.twinsim.model;

/** Small worlds for the tests of this package. */
final class SampleWorlds {

    static final String SHOP = """
            model: shop
            version: 3
            outcome: {name: purchase, type: binary, rate: "clamp(0.1 + 0.002 * age, 0, 1)", better: higher}
            decision: {threshold: 0.01, minTwins: 50, minGroup: 5}
            subgroups: [channel]
            variables:
              spend: "= 2 * visits + if(member, 10, 0)"
              age: {draw: "uniform_int(18, 80)", range: [18, 80], unit: years, label: age at sign-up}
              visits: "~ poisson(1 + 0.1 * age)"
              channel: "~ categorical(web: 0.5, phone: 0.3, store: 0.2)"
              member: "~ bernoulli(0.4)"
            interventions:
              coupon:
                provenance: literature
                parameters:
                  weeks: {value: 4, range: [1, 12], integer: true}
                  medium: {value: mail, levels: [mail, app]}
                coefficients:
                  lift: {value: 0.03, sd: 0.01}
                base: "$$lift"
                modifiers:
                  age: "1 - 0.005 * (age - 18)"
                  medium: "lookup($medium, mail: 1, app: 0.8)"
                noise: "normal(0, 0.01)"
                applies: "age < 60"
              free_shipping:
                set: {channel: "'web'"}
            """;

    private SampleWorlds() {
    }

    static TwinModel shop() {
        return TwinModel.parse(SHOP, "shop.yaml");
    }
}
