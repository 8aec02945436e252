package example;

import io.twinsim.model.TwinModel;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;

/** A world as text, ten thousand shoppers, and whether to send them a coupon. */
public final class Coupon {

    private Coupon() {
    }

    public static void main(String[] args) {
        TwinModel shop = TwinModel.parse("""
                model: shop
                decision: {threshold: 0.02}
                variables:
                  visits: "~ poisson(2)"
                interventions:
                  coupon:
                    coefficients: {base_effect: {value: 0.02, sd: 0.004}}
                    base: "$$base_effect"
                    modifiers: {visits: "min(2, 0.5 + 0.25 * visits)"}
                """, "shop.yaml");
        SimulationResult result = Simulation.of(shop.generate(10_000, 42), shop.intervention("coupon")).run();
        System.out.println(result);
        System.out.println(result.recommendation().orElseThrow().rationale());
    }
}
