package dev.ringdown.log.simulation;

import dev.ringdown.log.ReplicaStore;
import java.io.IOException;

/** Where the nodes of a simulated cluster keep what they have applied. */
public interface Disks {
    /** The store of this name with what was kept in it; an empty one if there is none yet. */
    ReplicaStore open(String name) throws IOException;

    /** The process that had it open is gone, without having closed it. */
    void killed(ReplicaStore store);
}
