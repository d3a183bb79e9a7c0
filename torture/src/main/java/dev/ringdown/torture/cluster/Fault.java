package dev.ringdown.torture.cluster;

/** What can be done to a cluster. */
public enum Fault {
    NODE_KILLED(Victim.NODE, Way.KILL, "SIGKILL of a node"),
    NODES_KILLED(Victim.NODES, Way.KILL, "SIGKILL of all nodes"),
    NODE_LOST(Victim.NODE, Way.LOSE, "SIGKILL of a node, and its log is gone"),
    NODE_STOPPED(Victim.NODE, Way.STOP, "SIGSTOP of a node, and SIGCONT"),
    NODE_FULL(Victim.NODE, Way.FILL, "a full disk of a node"),
    NODE_CUT(Victim.NODE, Way.CUT, "no network between a node and the brokers"),
    NODE_DEAF(Victim.NODE, Way.DEAFEN, "a node's packets reach the brokers, theirs do not reach it"),
    BROKER_KILLED(Victim.BROKER, Way.KILL, "SIGKILL of a broker"),
    LEADER_KILLED(Victim.LEADER, Way.KILL, "SIGKILL of the broker that leads the journal"),
    CONTROLLER_KILLED(Victim.CONTROLLER, Way.KILL, "SIGKILL of the broker that leads the brokers"),
    BROKERS_KILLED(Victim.BROKERS, Way.KILL, "SIGKILL of all brokers"),
    ALL_KILLED(Victim.ALL, Way.KILL, "SIGKILL of all brokers and nodes"),
    BROKER_STOPPED(Victim.BROKER, Way.STOP, "SIGSTOP of a broker, and SIGCONT"),
    LEADER_STOPPED(Victim.LEADER, Way.STOP, "SIGSTOP of the broker that leads the journal, and SIGCONT"),
    CONTROLLER_STOPPED(Victim.CONTROLLER, Way.STOP, "SIGSTOP of the broker that leads the brokers, and SIGCONT"),
    BROKERS_STOPPED(Victim.BROKERS, Way.STOP, "SIGSTOP of all brokers, and SIGCONT"),
    BROKER_FULL(Victim.BROKER, Way.FILL, "a full disk of a broker"),
    LEADER_FULL(Victim.LEADER, Way.FILL, "a full disk of the broker that leads the journal"),
    BROKER_CUT(Victim.BROKER, Way.CUT, "no network between a broker and the others; nodes reach all"),
    LEADER_CUT(Victim.LEADER, Way.CUT, "the same of the broker that leads the journal"),
    CONTROLLER_CUT(Victim.CONTROLLER, Way.CUT, "the same of the broker that leads the brokers"),
    LEADER_ALONE(Victim.LEADER, Way.ISOLATE, "the broker that leads the journal reaches nobody, and nobody it"),
    BROKERS_CUT(Victim.BROKERS, Way.CUT, "no network between brokers; nodes reach all");

    /** Whom it is done to. */
    enum Victim {
        NODE,
        NODES,
        BROKER,
        LEADER,
        CONTROLLER,
        BROKERS,
        ALL;

        boolean needsOthers() {
            return this == LEADER || this == CONTROLLER || this == BROKERS;
        }
    }

    /** How it is done. */
    enum Way {
        KILL,
        LOSE,
        STOP,
        FILL,
        CUT,
        DEAFEN,
        ISOLATE;

        boolean needsNetworks() {
            return this == CUT || this == DEAFEN || this == ISOLATE;
        }
    }

    private final Victim victim;
    private final Way way;
    private final String text;

    Fault(Victim victim, Way way, String text) {
        this.victim = victim;
        this.way = way;
        this.text = text;
    }

    Victim victim() {
        return victim;
    }

    Way way() {
        return way;
    }

    String text() {
        return text;
    }

    /** Whether it is another one than that of any broker only where there are several. */
    boolean needsBrokers() {
        return victim.needsOthers() || this == BROKER_CUT;
    }
}
