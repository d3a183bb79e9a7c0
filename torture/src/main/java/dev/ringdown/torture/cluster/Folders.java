package dev.ringdown.torture.cluster;

import dev.ringdown.torture.oracle.Violations;
import dev.ringdown.torture.process.Command;
import java.util.ArrayList;
import java.util.List;

/** Compares what nodes have on their disks, by the product's own look into a log that no server uses. Stateless. */
final class Folders {
    private static final int SECONDS = 120;
    private static final String SERVE = "serve";

    private Folders() {}

    /**
     * Every log must be good, and all must have as much of each customer, with the same newest position.
     *
     * @param server the command line that starts a node, of which only what the node is to do is another here
     */
    static void compare(List<Node> nodes, List<String> server, Violations violations) throws InterruptedException {
        String first = null;
        for (Node node : nodes) {
            Command.Ended verified = log(node, server, "verify");
            if (!verified.well()) {
                violations.add(node.name(), "its log is not good: " + verified.said());
            }
            Command.Ended customers = log(node, server, "customers");
            if (!customers.well()) {
                violations.add(node.name(), "its log cannot be read: " + customers.said());
            } else if (first == null) {
                first = customers.said();
            } else if (!first.equals(customers.said())) {
                violations.add(
                        node.name(),
                        "its log has\n" + customers.said() + "\n(expected: as that of "
                                + nodes.get(0).name() + ")\n" + first);
            }
        }
    }

    private static Command.Ended log(Node node, List<String> server, String what) throws InterruptedException {
        List<String> command = new ArrayList<>(server);
        int verb = command.lastIndexOf(SERVE);
        command.subList(verb, command.size()).clear();
        command.addAll(List.of("log", node.folder().log().toString(), what));
        return Command.run(SECONDS, command);
    }
}
