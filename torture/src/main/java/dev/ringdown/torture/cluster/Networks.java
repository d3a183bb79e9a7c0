package dev.ringdown.torture.cluster;

import dev.ringdown.torture.process.Command;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Networks of this machine, one for each process of a cluster, joined by a bridge on which this process is too: namespaces, and
 * pairs of virtual Ethernet. What goes from one to another can be made to go nowhere, one way or both, as on a broken switch:
 * nobody is told, and connections stay as they are. Confined to one thread, but for
 * {@link #takeDown}.
 */
final class Networks {
    private static final String DEVICE = "eth0";

    /** Nobody has it, so what is sent to it is lost. */
    private static final String NOBODY = "02:00:00:00:00:01";

    private static final int LEAST_NET = 20;
    private static final int NETS = 200;

    private record Way(int from, int to) {}

    private final String name;
    private final String net;
    private final int count;
    private final List<Way> cut = new ArrayList<>();

    private Networks(long pid, int count) {
        this.name = "rt" + pid;
        this.net = "10.213." + (LEAST_NET + pid % NETS) + '.';
        this.count = count;
    }

    /**
     * Makes so many.
     *
     * @throws IOException this user or machine cannot; the message says why
     */
    static Networks make(int count) throws IOException, InterruptedException {
        Networks made = new Networks(ProcessHandle.current().pid(), count);
        try {
            made.make();
        } catch (IOException e) {
            made.takeDown();
            throw e;
        }
        return made;
    }

    private void make() throws IOException, InterruptedException {
        ip("link", "add", name, "type", "bridge");
        ip("addr", "add", net + "254/24", "dev", name);
        ip("link", "set", name, "up");
        for (int i = 0; i < count; i++) {
            ip("netns", "add", space(i));
            ip("link", "add", plug(i), "type", "veth", "peer", "name", DEVICE, "netns", space(i));
            ip("link", "set", plug(i), "master", name, "up");
            ip("-n", space(i), "addr", "add", address(i) + "/24", "dev", DEVICE);
            ip("-n", space(i), "link", "set", DEVICE, "up");
            ip("-n", space(i), "link", "set", "lo", "up");
        }
    }

    private static void ip(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words));
        Command.Ended ended = Command.run(command.toArray(String[]::new));
        if (!ended.well()) {
            throw new IOException(String.join(" ", command) + ": " + ended.said());
        }
    }

    private String space(int index) {
        return name + '-' + index;
    }

    private String plug(int index) {
        return name + 'v' + index;
    }

    /** Of one network, which all others and this process reach. */
    String address(int index) {
        return net + (index + 1);
    }

    /** What a command line begins with to run there. */
    List<String> prefix(int index) {
        return List.of("ip", "netns", "exec", space(index));
    }

    /** What one sends to the other is lost from now on. */
    void cut(int from, int to) throws IOException, InterruptedException {
        Way way = new Way(from, to);
        if (cut.contains(way)) {
            return;
        }
        cut.add(way);
        ip("-n", space(from), "neigh", "replace", address(to), "lladdr", NOBODY, "dev", DEVICE, "nud", "permanent");
    }

    /** Everybody reaches everybody again. */
    void heal() throws IOException, InterruptedException {
        for (Way way : List.copyOf(cut)) {
            ip("-n", space(way.from), "neigh", "del", address(way.to), "dev", DEVICE);
            cut.remove(way);
        }
    }

    /** Takes them down; the processes in them must have ended. Any thread. */
    void takeDown() throws InterruptedException {
        for (int i = 0; i < count; i++) {
            Command.run("ip", "netns", "del", space(i));
            Command.run("ip", "link", "del", plug(i));
        }
        Command.run("ip", "link", "del", name);
    }
}
