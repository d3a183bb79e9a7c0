package dev.ringdown.log.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A machine from its start to its end. What a process has written is there for the next one as long as the machine is the same,
 * whether it has been put on the disk or not. Immutable.
 */
record Machine(UUID boot) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** This one; where the system does not say which boot it is, every call gives another one. */
    static Machine here() throws IOException {
        if (!Files.isReadable(BOOT_ID)) {
            return new Machine(UUID.randomUUID());
        }
        return of(Files.readString(BOOT_ID));
    }

    private static Machine of(String bootId) {
        try {
            return new Machine(UUID.fromString(bootId.strip()));
        } catch (IllegalArgumentException e) { // some other system that has such a file
            return new Machine(UUID.nameUUIDFromBytes(bootId.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
