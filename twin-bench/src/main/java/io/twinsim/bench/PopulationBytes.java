package io.twinsim.bench;

import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.worlds.Worlds;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;

/**
 * Bytes per twin of the HCP world. The JVM should have the serial collector: others count the regions that large arrays
 * begin, not the arrays.
 *
 * @param columns what its columns say of themselves
 * @param heap by how much the heap grew
 */
record PopulationBytes(double columns, double heap) {

    private static final int TWINS = 1_000_000;
    private static final int COLLECTIONS = 4;

    /** Measures in this virtual machine. */
    static PopulationBytes measure() {
        TwinModel hcp = Worlds.hcp();
        // What the world keeps once, such as quantile tables, is there before.
        hcp.generate(10_000, 1).prepare();
        long before = used();
        Population twins = hcp.generate(TWINS, 42).prepare();
        double grown = used() - before;
        long bytes = twins.names().stream().mapToLong(name -> twins.column(name).bytes()).sum();
        Reference.reachabilityFence(twins);
        return new PopulationBytes((double) bytes / TWINS, grown / TWINS);
    }

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
