package dev.ringdown.launch;

/** The script that has started this process, which says by a system property how whoever typed it calls it. Stateless. */
final class Launcher {
    private static final String PROPERTY = "dev.ringdown.launcher";

    private Launcher() {}

    /** What is typed before a command, such as {@code ./run}. */
    static String name() {
        return System.getProperty(PROPERTY, "./run");
    }
}
