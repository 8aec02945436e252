package io.twinsim.learn;

import java.util.Optional;

/**
 * One column of a regression: a number, or the indicator of a label.
 *
 * @param column its column
 * @param label the label, or empty for numbers
 * @param name the coefficient of its effect, such as {@code b_channel_web}
 */
record EffectTerm(String column, Optional<String> label, String name) {
}
