package dev.ringdown.kafka;

import java.nio.file.Path;
import java.util.List;

/**
 * What each broker offers beside its open listener: TLS, and a name with a password (SASL with SCRAM-SHA-512). Whoever
 * comes in there may do what access lists say, which is nothing at first; whoever comes in by the open one, everything. Immutable.
 *
 * @param keyStore PKCS #12 with the brokers' key and certificate
 * @param storePassword of the store and of the key in it
 * @param user who may come in
 * @param password of that user
 */
public record SecuredListener(Path keyStore, String storePassword, String user, String password) {
    private static final String MECHANISM = "SCRAM-SHA-512";

    /** Lines of {@code server.properties}. */
    List<String> settings() {
        return List.of(
                "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users=User:ANONYMOUS",
                "listener.name.secured.ssl.keystore.type=PKCS12",
                "listener.name.secured.ssl.keystore.location=" + keyStore.toAbsolutePath(),
                "listener.name.secured.ssl.keystore.password=" + storePassword,
                "listener.name.secured.sasl.enabled.mechanisms=" + MECHANISM,
                "listener.name.secured.scram-sha-512.sasl.jaas.config="
                        + "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    }

    /** What the tool that makes a broker's folder is told of the user. */
    List<String> format() {
        return List.of("--add-scram", MECHANISM + "=[name=" + user + ",password=" + password + ']');
    }
}
