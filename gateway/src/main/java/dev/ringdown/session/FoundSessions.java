package dev.ringdown.session;

import java.util.Comparator;
import java.util.List;

/**
 * The answer to a {@link SessionQuery}. Immutable.
 *
 * @param total how many sessions were found
 * @param newest the newest of them, newest first, as many as were asked for
 */
public record FoundSessions(int total, List<SessionStatus> newest) {
    private static final Comparator<SessionStatus> NEWEST_FIRST =
            Comparator.comparing(SessionStatus::connectedAt).reversed().thenComparing(SessionStatus::id);

    public FoundSessions {
        newest = List.copyOf(newest);
    }

    /** The answers of several event loops as one. */
    public static FoundSessions together(List<FoundSessions> answers, int limit) {
        return new FoundSessions(
                answers.stream().mapToInt(FoundSessions::total).sum(),
                answers.stream()
                        .flatMap(answer -> answer.newest.stream())
                        .sorted(NEWEST_FIRST)
                        .limit(limit)
                        .toList());
    }
}
