package io.twinsim.timeline;

import io.twinsim.expr.Program;
import io.twinsim.model.CourseChange;

/**
 * One change of a node in an arm, compiled.
 *
 * @param operation what is done with the formula
 * @param program the formula
 * @param exposure whose exposure it needs: the number of a course of the arm, or that of an interaction after them
 * @param of the intervention or interaction, for messages
 */
record ChangePlan(CourseChange.Operation operation, Program program, int exposure, String of) {
}
