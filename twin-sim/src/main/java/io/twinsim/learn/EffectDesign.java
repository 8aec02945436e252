package io.twinsim.learn;

import io.twinsim.column.ColumnType;

/**
 * What is compared, and by what.
 *
 * @param treatment the column of the arms
 * @param treated the label of the treated arm
 * @param control the label of the control arm
 * @param outcome the column of the outcomes
 */
record EffectDesign(String treatment, String treated, String control, String outcome) {

    /** Text such as {@code segment Mens E-Mail - No E-Mail on visit}. */
    String contrast() {
        return treatment + " " + treated + " - " + control + " on " + outcome;
    }

    /** The condition that a unit is in either arm; labels have been checked. */
    String condition(ColumnType type) {
        return StructureText.has(treatment, type, treated) + " or " + StructureText.has(treatment, type, control);
    }
}
