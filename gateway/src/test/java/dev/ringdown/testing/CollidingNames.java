package dev.ringdown.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Names of members that an attacker chooses, so that Jackson's table of names (`ByteQuadsCanonicalizer`, its hash of two
 * words) has all of them in one place, whatever seed it has drawn: the seed comes in after both words. Stateless.
 */
public final class CollidingNames {
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /** The inverse of 33 modulo 2^32. */
    private static final int INVERSE_OF_33 = 0x3E0F83E1;

    private CollidingNames() {}

    /** Names of eight letters and digits that collide with a name of five to eight. */
    public static List<String> with(String name, int count) {
        int place = beforeTheSeed(word(name.substring(0, 4)), word(name.substring(4)));
        List<String> names = new ArrayList<>(count);
        for (int i = 0; names.size() < count; i++) {
            String first = firstHalf(i);
            String second = text((place - stirred(word(first))) * INVERSE_OF_33);
            if (isPlain(second) && !name.equals(first + second)) {
                names.add(first + second);
            }
        }
        return names;
    }

    /** An object with members of these names. */
    public static byte[] object(List<String> names) {
        return names.stream()
                .map(name -> '"' + name + "\":0")
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** As many names as make the table forget what it knows. */
    public static List<String> flood() {
        return IntStream.range(0, 7_200).mapToObj(i -> "u" + i).toList();
    }

    private static int beforeTheSeed(int first, int second) {
        return stirred(first) + second * 33;
    }

    private static int stirred(int word) {
        int sum = word + (word >>> 15);
        return sum ^ (sum >>> 9);
    }

    /** Up to four bytes as Jackson has them in one number: those that are missing are ones. */
    private static int word(String text) {
        int word = text.length() == 4 ? 0 : -1;
        for (byte letter : text.getBytes(StandardCharsets.US_ASCII)) {
            word = word << 8 | letter;
        }
        return word;
    }

    private static String text(int word) {
        byte[] bytes = {(byte) (word >>> 24), (byte) (word >>> 16), (byte) (word >>> 8), (byte) word};
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String firstHalf(int i) {
        int base = ALPHABET.length();
        return "" + ALPHABET.charAt(i % base) + ALPHABET.charAt(i / base % base)
                + ALPHABET.charAt(i / base / base % base) + ALPHABET.charAt(i / base / base / base);
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
    }
}
