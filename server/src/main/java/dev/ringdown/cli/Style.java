package dev.ringdown.cli;

import java.util.List;
import java.util.Set;

/** How a part of a line looks, as a Select Graphic Rendition of ECMA-48 section 8.3.117. */
enum Style {
    PLAIN(""),
    DIM("2"),
    BOLD("1"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    BLUE("94"),
    MAGENTA("35"),
    CYAN("36"),
    BRIGHT_MAGENTA("95"),
    BRIGHT_CYAN("96");

    static final String RESET = "\u001b[0m";

    /** Never red, green or yellow: these speak of actions. */
    private static final List<Style> RESOURCES = List.of(CYAN, BLUE, MAGENTA, BRIGHT_CYAN, BRIGHT_MAGENTA);

    private static final Set<String> BEGINNINGS = Set.of("created", "started", "joined", "added");
    private static final Set<String> ENDS = Set.of(
            "hangup", "deleted", "done", "abandoned", "ended", "finished", "stopped", "left", "removed", "failed");

    private final String parameter;

    Style(String parameter) {
        this.parameter = parameter;
    }

    /** The sequence that switches to this style; empty for {@link #PLAIN}. */
    String sequence() {
        return this == PLAIN ? "" : "\u001b[" + parameter + "m";
    }

    /** The colour of a resource: one and the same in every run. */
    static Style ofResource(String resource) {
        return RESOURCES.get(Math.floorMod(resource.hashCode(), RESOURCES.size()));
    }

    /** The colour of an action: green begins something, red ends it, yellow is everything between. */
    static Style ofAction(String action) {
        if (BEGINNINGS.contains(action)) {
            return GREEN;
        }
        return ENDS.contains(action) ? RED : YELLOW;
    }
}
