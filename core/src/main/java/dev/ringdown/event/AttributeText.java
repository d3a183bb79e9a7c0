package dev.ringdown.event;

import org.jspecify.annotations.Nullable;

/** Which characters a text of an event may have: the type String of CloudEvents 1.0. Stateless. */
final class AttributeText {
    private AttributeText() {}

    /** What is in a text that may not be, or null. */
    static @Nullable String faultOf(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c >= 0x7F && (c <= 0x9F || c >= Character.MIN_SURROGATE)) {
                String fault = faultAt(value, i, c);
                if (fault != null) {
                    return fault;
                }
                i += Character.isHighSurrogate(c) ? 1 : 0; // the other half has been looked at
            }
        }
        return null;
    }

    private static @Nullable String faultAt(String value, int at, char c) {
        if (Character.isISOControl(c)) {
            return "a control character";
        }
        int codePoint = value.codePointAt(at); // a surrogate that has no other half stays one
        if (codePoint <= Character.MAX_VALUE && Character.isSurrogate((char) codePoint)) {
            return "half of a surrogate pair"; // as an escape of JSON may leave one alone
        }
        boolean noCharacter = codePoint >= 0xFDD0 && codePoint <= 0xFDEF || (codePoint & 0xFFFE) == 0xFFFE;
        return noCharacter ? "a code point that is no character" : null;
    }
}
