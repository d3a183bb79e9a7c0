package dev.ringdown.log.simulation;

import dev.ringdown.replica.Notices;
import java.util.ArrayList;
import java.util.List;

/** Keeps what an operator is told, in order, with its level before it. Confined to one thread. */
public final class NoticeList implements Notices {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void info(String what) {
        lines.add("info: " + what);
    }

    @Override
    public void warn(String what) {
        lines.add("warn: " + what);
    }

    @Override
    public void error(String what) {
        lines.add("error: " + what);
    }

    /** What was told so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
