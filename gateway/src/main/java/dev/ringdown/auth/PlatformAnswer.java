package dev.ringdown.auth;

import java.util.UUID;

/** What the platform says of an access key. Immutable. */
sealed interface PlatformAnswer {
    /** The key is good, and this customer's. */
    record Customer(UUID id) implements PlatformAnswer {}

    /**
     * The key is not good.
     *
     * @param known whether the platform knows whose it is and does not let them in, as it does with frozen customers
     */
    record Refusal(boolean known) implements PlatformAnswer {}

    /**
     * It says nothing of the key: it cannot be reached, is at fault, or answers what nobody asked.
     *
     * @param reason for operators, without the key
     */
    record NoAnswer(String reason) implements PlatformAnswer {}
}
