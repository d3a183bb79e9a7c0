package dev.ringdown.journal.kafka;

import dev.ringdown.kafka.SecuredListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The key of the tests' broker, made by the JDK's keytool, and who may come in there. */
final class Secured {
    static final String USER = "ringdown";
    static final String PASSWORD = "only-for-tests";

    private static final String STORE_PASSWORD = "changeit";

    private Secured() {}

    static SecuredListener listener() throws IOException, InterruptedException {
        Path store = newStore("broker");
        return new SecuredListener(store, STORE_PASSWORD, USER, PASSWORD);
    }

    /** A new store with a key of this name for this machine. */
    static Path newStore(String name) throws IOException, InterruptedException {
        Path store = Files.createTempDirectory(Path.of("target"), "keys").resolve(name + ".p12");
        keytool(
                store,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12");
        return store;
    }

    /** The certificate of that key, as PEM. */
    static Path certificate(Path store) throws IOException, InterruptedException {
        Path file = store.resolveSibling("certificate.pem");
        keytool(store, "-exportcert", "-rfc", "-file", file.toString());
        return file;
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "key", "-keystore", store.toString(), "-storepass", STORE_PASSWORD));
        Path output = store.resolveSibling("keytool.log");
        Process making = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (making.waitFor() != 0) {
            throw new IOException("keytool failed: " + Files.readString(output));
        }
    }
}
