package dev.ringdown.auth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Tokens that PyJWT signed with the claims of VoIPBin's code; {@code voipbin_tokens.py} says which. Immutable. */
final class VoipbinTokens {
    private static final Properties TOKENS = load();

    private VoipbinTokens() {}

    static Credential.Token named(String name) {
        String jwt = TOKENS.getProperty(name);
        if (jwt == null) {
            throw new IllegalArgumentException("name: " + name + " (expected: one of voipbin_tokens.py)");
        }
        return new Credential.Token(jwt);
    }

    private static Properties load() {
        Properties tokens = new Properties();
        try (InputStream file = VoipbinTokens.class.getResourceAsStream("voipbin-tokens.properties")) {
            tokens.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tokens;
    }
}
