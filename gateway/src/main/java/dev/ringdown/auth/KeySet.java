package dev.ringdown.auth;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.Key;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of a JSON Web Key Set that can be used here. Of one that cannot, such as one on a curve that is not known or one
 * that lacks a member, only a word is kept: it does not spoil the others (RFC 7517 section 5). Immutable.
 */
final class KeySet {
    private final JWKSet usable;
    private final List<String> unusable;

    private KeySet(List<JWK> usable, List<String> unusable) {
        this.usable = new JWKSet(usable);
        this.unusable = List.copyOf(unusable);
    }

    /** @throws ParseException it is no key set, or has no key that can be used; the message says so */
    static KeySet parse(String json) throws ParseException {
        Map<String, Object> set = JSONObjectUtils.parse(json);
        if (set == null || !(set.get("keys") instanceof List<?> keys)) { // null: the text is a JSON null
            throw new ParseException("no array \"keys\"", 0);
        }
        List<JWK> usable = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            try {
                usable.add(key(keys.get(i)));
            } catch (ParseException | RuntimeException e) { // the library throws either for what a stranger wrote
                unusable.add("[" + i + "]: " + e.getMessage());
            }
        }
        if (usable.isEmpty()) {
            throw new ParseException("no key that can be used" + (unusable.isEmpty() ? "" : ": " + unusable), 0);
        }
        return new KeySet(usable, unusable);
    }

    private static JWK key(Object member) throws ParseException {
        if (!(member instanceof Map<?, ?> object)) {
            throw new ParseException("not an object", 0);
        }
        Map<String, Object> members = new HashMap<>();
        object.forEach((name, value) -> members.put(String.valueOf(name), value));
        JWK key = JWK.parse(members);
        if (KeyConverter.toJavaKeys(List.of(key)).stream().noneMatch(PublicKey.class::isInstance)) {
            throw new ParseException("not a public key of RSA or of a curve that is known: " + key.getKeyType(), 0);
        }
        return key;
    }

    /** Those with which a token may have been signed, by what its header says. */
    List<Key> keysFor(JWSHeader header) {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        return matcher == null
                ? List.of()
                : KeyConverter.toJavaKeys(new JWKSelector(matcher).select(usable)).stream()
                        .filter(PublicKey.class::isInstance)
                        .toList();
    }

    /** Which keys of the set cannot be used, each with the reason. */
    List<String> unusable() {
        return unusable;
    }
}
