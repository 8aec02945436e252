package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.expr.Program;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.text.Numbers;
import io.twinsim.timeline.BlockState.CourseState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Runs the doses of a course in an arm: level, exposure, and who is exposed. */
final class CourseRunner {

    private final ArmRunner arm;
    private final CoursePlan course;
    private final int number;
    private final BoundFormula dose;
    private final @Nullable BoundFormula adherence;
    private final @Nullable BoundFormula profile;
    private final @Nullable BoundFormula applies;
    private final double[] exposure = new double[Blocks.ROWS];
    private final long[] applying = Masks.create();
    private boolean applyingKnown;

    CourseRunner(ArmRunner arm, CoursePlan course) {
        this.arm = arm;
        this.course = course;
        this.number = arm.arm.courses().indexOf(course);
        this.dose = arm.bind(course.dose(), Reading.STEP, "dose of " + course.name());
        this.adherence = optional(course.adherence(), "adherence of ");
        this.profile = optional(course.profile(), "profile of ");
        this.applies = optional(course.applies(), "applies of ");
    }

    private @Nullable BoundFormula optional(@Nullable Program program, String what) {
        return program == null ? null : arm.bind(program, Reading.STEP, what + course.name());
    }

    /** What twins are exposed to, 0 where they are not. */
    double[] exposure() {
        return exposure;
    }

    void attach() {
        applyingKnown = false;
    }

    void reset() {
        CourseState state = state();
        state.doses = 0;
        Arrays.fill(state.level, 0);
        applyingKnown = false;
    }

    private CourseState state() {
        return arm.state().courses[number];
    }

    /** Brings level and exposure to the time of the step. */
    void step(long[] exposed) {
        BlockState rows = arm.block.state();
        double dt = arm.block.plan.dt();
        double t = arm.block.t();
        if (!course.begun(t, dt)) {
            Arrays.fill(exposure, 0);
            Arrays.fill(exposed, 0);
            return;
        }
        double[] level = state().level;
        if (course.halfLife() > 0) {
            double left = course.left(dt);
            for (int i = rows.from; i < rows.to; i++) {
                level[i] *= left;
            }
        }
        give(level, t, dt, rows);
        if (course.halfLife() == 0 && profile == null && course.stopped(t, dt)) {
            Arrays.fill(level, 0);
        }
        expose(level, t, rows);
        Masks.range(exposed, rows.from, rows.to);
        if (applies != null) {
            Masks.and(exposed, applying(rows));
        }
        Masks.andPositive(exposed, exposure, rows.from, rows.to);
        if (applies != null) {
            for (int i = rows.from; i < rows.to; i++) {
                exposure[i] = Masks.has(applying, i) ? exposure[i] : 0;
            }
        }
    }

    /** The doses that are due since the last step. */
    private void give(double[] level, double t, double dt, BlockState rows) {
        CourseState state = state();
        long due = course.dueBy(t, dt);
        if (due <= state.doses) {
            return;
        }
        dose.run(arm.needed());
        if (adherence != null) {
            adherence.run(arm.needed());
            checkAdherence(adherence.values(), rows);
        }
        boolean sums = course.halfLife() > 0;
        for (long m = sums ? state.doses : due - 1; m < due; m++) {
            double left = sums ? course.left(t - course.moment(m)) : 1;
            give(level, m, left, sums, rows);
        }
        state.doses = due;
    }

    private void give(double[] level, long m, double left, boolean sums, BlockState rows) {
        double[] size = dose.values();
        double[] chance = null;
        double[] uniforms = arm.block.uniforms.values();
        if (adherence != null) {
            arm.block.uniforms("adherence/" + course.name() + "/" + m);
            chance = adherence.values();
        }
        for (int i = rows.from; i < rows.to; i++) {
            double taken = chance == null || uniforms[i] < chance[i] ? size[i] * left : 0;
            level[i] = sums ? level[i] + taken : taken;
        }
    }

    private void checkAdherence(double[] chance, BlockState rows) {
        for (int i = rows.from; i < rows.to; i++) {
            if (!(chance[i] >= 0 && chance[i] <= 1) && Masks.has(arm.needed(), rows.from, rows.to, i)) {
                throw new InputException("adherence of " + course.name() + " must be in [0, 1], got "
                        + Numbers.significant(chance[i], 15) + " for " + arm.block.twin(i) + "; "
                        + adherence.explain(i));
            }
        }
    }

    private void expose(double[] level, double t, BlockState rows) {
        if (profile == null) {
            System.arraycopy(level, rows.from, exposure, rows.from, rows.to - rows.from);
            return;
        }
        profile.scalar("since", Math.max(0, t - course.start()));
        profile.scalar("after", Math.max(0, t - course.stop()));
        profile.run(arm.needed());
        double[] shape = profile.values();
        for (int i = rows.from; i < rows.to; i++) {
            exposure[i] = level[i] * shape[i];
        }
    }

    /** Who the intervention is for; known once per block, as it follows from twin variables. */
    private long[] applying(BlockState rows) {
        if (!applyingKnown && applies != null) {
            applies.run(rows.counted);
            Masks.range(applying, rows.from, rows.to);
            Masks.andPositive(applying, applies.values(), rows.from, rows.to);
            applyingKnown = true;
        }
        return applying;
    }
}
