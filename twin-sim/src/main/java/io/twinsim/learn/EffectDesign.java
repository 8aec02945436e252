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
        return arm(type, treated) + " or " + arm(type, control);
    }

    private String arm(ColumnType type, String label) {
        String column = EffectFormula.column(treatment);
        return switch (type) {
            case CATEGORY -> column + " == " + EffectFormula.quoted(label);
            case FLAG -> (label.equals("true") || label.equals("1") ? "" : "not ") + column;
            default -> column + " == " + label;
        };
    }
}
