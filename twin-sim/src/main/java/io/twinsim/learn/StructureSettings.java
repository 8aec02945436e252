package io.twinsim.learn;

import io.twinsim.internal.text.Checks;

/**
 * What counts as discrete, and how far its tables may go.
 *
 * @param fewLevels whole numbers with at most so many distinct values are discrete, 2 to 50
 * @param mostLevels columns of labels with more of them are free text or ids, at least 2
 * @param parents the most columns that each part of a conditional table is chosen to depend on, 0 to 4; structural
 *     zeros may ask for one more
 * @param cells the most free numbers of a conditional table, at least 2; forty times as many with one parent,
 *     three times as many for the sake of structural zeros
 */
record StructureSettings(int fewLevels, int mostLevels, int parents, int cells) {

    StructureSettings {
        Checks.inRange(2L, 50, fewLevels, "fewLevels");
        Checks.inRange(2L, 100_000, mostLevels, "mostLevels");
        Checks.inRange(0L, 4, parents, "parents");
        Checks.atLeast(2, cells, "cells");
    }

    /** 12 values, 2,000 levels, 3 parents, 300 cells. */
    static StructureSettings of() {
        return new StructureSettings(12, 2_000, 3, 300);
    }

    StructureSettings withFewLevels(int levels) {
        return new StructureSettings(levels, mostLevels, parents, cells);
    }

    StructureSettings withMostLevels(int levels) {
        return new StructureSettings(fewLevels, levels, parents, cells);
    }

    StructureSettings withParents(int most) {
        return new StructureSettings(fewLevels, mostLevels, most, cells);
    }

    StructureSettings withCells(int most) {
        return new StructureSettings(fewLevels, mostLevels, parents, most);
    }
}
