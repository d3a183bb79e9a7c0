package dev.ringdown.log.simulation;

import dev.ringdown.log.simulation.Tally.Happening;
import dev.ringdown.replica.Notices;

/** Who is told what a node of a simulated cluster tells, and knows what may be told. Confined to one thread. */
final class SimulatedOperator implements Notices {
    private final Tally tally;

    SimulatedOperator(Tally tally) {
        this.tally = tally;
    }

    @Override
    public void info(String what) {
        if (!what.startsWith("the journal is not late any more: ")) {
            throw new AssertionError(what);
        }
        tally.add(Happening.CANARIES_BACK);
    }

    @Override
    public void warn(String what) {
        if (what.startsWith("the journal is late: leg=")) {
            tally.add(Happening.CANARIES_LATE);
        } else if (what.startsWith("the journal says that duplicates are remembered")) {
            tally.add(Happening.NODES_CONFIGURED_OTHERWISE);
        } else {
            throw new AssertionError(what);
        }
    }

    /** Whatever happens to the journal, two nodes that go on with it have the same. */
    @Override
    public void error(String what) {
        throw new AssertionError(what);
    }
}
