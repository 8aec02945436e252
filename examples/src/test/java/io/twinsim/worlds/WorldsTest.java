package io.twinsim.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.model.Coefficient;
import io.twinsim.model.Intervention;
import io.twinsim.model.Provenance;
import io.twinsim.model.TwinModel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WorldsTest {

    private static final List<String> PROMOTIONS = List.of(
            "email_campaign", "call_frequency_increase", "speaker_program_invitation", "sample_distribution",
            "peer_influence_activation", "digital_engagement");

    @Test
    void hcp_parsed_holdsTheTwentyOneColumnsInOrder() {
        assertThat(Worlds.hcp().names()).containsExactly(
                "specialty", "sub_specialty", "years_experience", "region", "state", "urban_rural", "practice_type",
                "practice_size", "decile", "priority_tier", "total_patient_volume", "target_patient_volume",
                "prescribing_volume", "digital_engagement_score", "preferred_channel", "interaction_frequency",
                "last_interaction_days", "adoption_stage", "peer_influence_score", "baseline_outcome",
                "baseline_propensity");
        assertThat(types(Worlds.hcp()))
                .isEqualTo(Map.of(ColumnType.CATEGORY, 9, ColumnType.INTEGER, 7, ColumnType.REAL, 5));
    }

    @Test
    void hcp_echo_readsAsInTheGuide() {
        assertThat(Worlds.hcp()).hasToString("TwinModel[hcp v1, 21 variables, 6 interventions]");
        assertThat(Worlds.hcp().interventionNames()).containsExactlyElementsOf(PROMOTIONS);
        assertThat(Worlds.hcp().subgroups()).containsExactly("specialty", "decile", "region", "adoption_stage");
    }

    @Test
    void patient_parsed_holdsItsColumns() {
        assertThat(Worlds.patient().names()).containsExactlyInAnyOrder(
                "age_group", "gender", "geographic_region", "primary_diagnosis_code", "insurance_type", "journey_stage",
                "socioeconomic_index", "risk_score", "journey_complexity_score", "comorbidity_count",
                "insurance_coverage_flag", "prior_auth_required", "journey_duration_days", "treatment_line",
                "baseline_outcome", "baseline_propensity");
        assertThat(types(Worlds.patient())).isEqualTo(
                Map.of(ColumnType.CATEGORY, 6, ColumnType.INTEGER, 3, ColumnType.REAL, 5, ColumnType.FLAG, 2));
    }

    @Test
    void territory_parsed_holdsItsColumns() {
        assertThat(Worlds.territory().names()).containsExactlyInAnyOrder(
                "region", "state_count", "zip_count", "total_hcps", "covered_hcps", "coverage_rate", "market_share",
                "competitor_presence", "total_patient_volume", "growth_rate", "baseline_outcome",
                "baseline_propensity");
        assertThat(types(Worlds.territory())).isEqualTo(
                Map.of(ColumnType.CATEGORY, 1, ColumnType.INTEGER, 5, ColumnType.REAL, 6));
    }

    private static Map<ColumnType, Integer> types(TwinModel model) {
        Map<ColumnType, Integer> types = new EnumMap<>(ColumnType.class);
        model.names().forEach(name -> types.merge(model.scope().symbol(name).type(), 1, Integer::sum));
        return types;
    }

    @Test
    void coefficients_everyWorld_areAssumedWithTwentyPercent() {
        int checked = 0;
        for (String world : Worlds.names()) {
            TwinModel model = Worlds.named(world);
            for (String name : model.interventionNames()) {
                Intervention intervention = model.intervention(name);
                assertThat(intervention.provenance()).isEqualTo(Provenance.ASSUMED);
                for (Coefficient coefficient : intervention.coefficients().values()) {
                    assertThat(coefficient.sd().orElseThrow())
                            .isCloseTo(0.2 * coefficient.value(), Offset.offset(1e-15));
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(11);
    }

    @Test
    void documentation_everyWorld_asksAndHasAnOutcomeOrATimeline() {
        for (String world : Worlds.names()) {
            assertThat(Worlds.summary(world)).endsWith("?").hasSizeLessThan(64);
            assertThat(Worlds.named(world).outcome().isPresent()).isNotEqualTo(Worlds.named(world).timeline().isPresent());
            assertThat(Worlds.named(world).id()).isEqualTo(Worlds.named(world).id()).hasSize(64);
        }
        assertThat(Worlds.names()).containsExactly("hcp", "patient", "territory", "skincare", "psychiatry", "conversation",
                "factory", "factory-original");
    }

    @Test
    void named_unknown_suggestsTheNearest() {
        assertThatThrownBy(() -> Worlds.named("hpc")).isInstanceOf(InputException.class)
                .hasMessage("unknown world \"hpc\"; did you mean \"hcp\"? known: hcp, patient, territory, skincare, "
                        + "psychiatry, conversation, factory, factory-original");
    }
}
