package dev.ringdown.torture.abuse.scenarios;

import java.util.Locale;

/** UUIDs, whose letters may be of either case. Stateless. */
final class Spelling {
    private Spelling() {}

    /** Another one for each number, as long as there are letters enough. */
    static String of(String uuid, int number) {
        StringBuilder spelling = new StringBuilder(uuid.toLowerCase(Locale.ROOT));
        int bits = number;
        for (int i = 0; i < spelling.length() && bits != 0; i++) {
            char letter = spelling.charAt(i);
            if (Character.isLetter(letter)) {
                spelling.setCharAt(i, (bits & 1) == 0 ? letter : Character.toUpperCase(letter));
                bits >>>= 1;
            }
        }
        return spelling.toString();
    }
}
