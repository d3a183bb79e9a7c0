package dev.ringdown.cli;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * An event as one readable line: local time, type, subject, what tells most of its data, and its parents. Immutable, any
 * thread.
 */
final class EventLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final String NO_TIME = "--:--:--.---";

    /** Where the subject begins, unless the type is longer: behind the time and a type of 22 characters. */
    private static final int SUBJECT_COLUMN = 35;

    private final ZoneId zone;
    private final int maxColumns;
    private final boolean coloured;

    /**
     * @param zone the zone of "local time"
     * @param maxColumns longer lines are cut; {@link StyledLine#UNLIMITED}: none is
     */
    EventLine(ZoneId zone, int maxColumns, boolean coloured) {
        this.zone = requireNonNull(zone, "zone");
        this.maxColumns = maxColumns;
        this.coloured = coloured;
    }

    /** The line of one event, without a line end; no control character of the event is in it. */
    String render(ReceivedMessage event) {
        String type = event.type();
        String subject = event.text("subject");
        String action = type.substring(type.lastIndexOf('_') + 1);
        String resource = type.substring(0, Math.max(0, type.indexOf('_')));
        StyledLine line = new StyledLine()
                .append(Style.DIM, localTime(event.text("time")))
                .appendWord(Style.ofResource(resource), type.substring(0, type.length() - action.length()))
                .append(Style.ofAction(action), action)
                .padTo(SUBJECT_COLUMN)
                .appendWord(Style.DIM, subject.isEmpty() ? "-" : subject);
        String id = subject.substring(subject.indexOf(':') + 1);
        new TellingFields(line, event.json().path("data"), action, id).append();
        String parents = event.text("parents"); // last, since the end of a line is what gets cut
        if (!parents.isEmpty()) {
            line.appendWord(Style.DIM, "of " + parents.replace(",", " "));
        }
        return line.render(maxColumns, coloured);
    }

    private String localTime(String time) {
        try {
            return OffsetDateTime.parse(time).atZoneSameInstant(zone).format(TIME);
        } catch (DateTimeException e) {
            return NO_TIME; // publishers may leave it out; the line is still worth showing
        }
    }
}
