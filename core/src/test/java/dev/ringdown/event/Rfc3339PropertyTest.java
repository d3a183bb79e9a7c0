package dev.ringdown.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** Times against the grammar of RFC 3339 section 5.6 as one expression, and the calendar of {@link java.time}. */
class Rfc3339PropertyTest {
    private static final Pattern DATE_TIME = Pattern.compile(
            "([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})");

    private static boolean isDateTime(String text) {
        Matcher parts = DATE_TIME.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        String zone = parts.group(7);
        int zoneHour = zone.length() == 1 ? 0 : Integer.parseInt(zone.substring(1, 3));
        int zoneMinute = zone.length() == 1 ? 0 : Integer.parseInt(zone.substring(4));
        int month = number(parts, 2);
        boolean inRange = month >= 1
                && month <= 12
                && YearMonth.of(number(parts, 1), month).isValidDay(number(parts, 3))
                && number(parts, 4) <= 23
                && number(parts, 5) <= 59
                && number(parts, 6) <= 60
                && zoneHour <= 23
                && zoneMinute <= 59;
        return inRange && (number(parts, 6) < 60 || isEndOfMonth(parts, zone, 60 * zoneHour + zoneMinute));
    }

    /** Whether the minute is the last of a month of UTC, where a leap second may be (section 5.7). */
    private static boolean isEndOfMonth(Matcher parts, String zone, int zoneMinutes) {
        LocalDateTime utc = LocalDateTime.of(
                        number(parts, 1), number(parts, 2), number(parts, 3), number(parts, 4), number(parts, 5))
                .atOffset(ZoneOffset.UTC)
                .plusMinutes(zone.startsWith("-") ? zoneMinutes : -zoneMinutes)
                .toLocalDateTime();
        return utc.toLocalDate().lengthOfMonth() == utc.getDayOfMonth() && utc.getHour() == 23 && utc.getMinute() == 59;
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    /** Each part at its bounds, and now and then beyond them. */
    @Provide
    Arbitrary<String> almostDateTimes() {
        return Combinators.combine(
                        mostly(Arbitraries.of("0000", "1900", "2000", "2023", "2024", "9999"), "202", "20x4", "-024"),
                        mostly(Arbitraries.of("01", "02", "06", "12"), "00", "13"),
                        mostly(Arbitraries.of("01", "27", "28", "29", "30", "31"), "00", "32"),
                        mostly(Arbitraries.of("T", "t"), " "),
                        mostly(Arbitraries.of("00:00", "23:59", "12:30", "15:59"), "24:00", "23:60"),
                        mostly(Arbitraries.of("00", "59", "60"), "61", "5"),
                        mostly(Arbitraries.of("", ".0", ".123456789"), ".", ",5"),
                        mostly(
                                Arbitraries.of("Z", "z", "+00:00", "-08:00", "+23:59", "-23:59"),
                                "+24:00",
                                "+05:60",
                                "+0530",
                                "Zz",
                                ""))
                .as((year, month, day, t, minute, second, fraction, zone) ->
                        year + "-" + month + "-" + day + t + minute + ":" + second + fraction + zone);
    }

    private static Arbitrary<String> mostly(Arbitrary<String> good, String... bad) {
        return Arbitraries.frequencyOf(Tuple.of(9, good), Tuple.of(1, Arbitraries.of(bad)));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void aTimeIsWhatTheGrammarAndTheCalendarSay(@ForAll("almostDateTimes") String text) {
        boolean dateTime = isDateTime(text);

        assertThat(Rfc3339.isDateTime(text)).as(text).isEqualTo(dateTime);
        Statistics.collect(dateTime);
        Statistics.coverage(coverage -> coverage.check(true).percentage(percentage -> percentage > 5));
    }

    @Property
    void whateverATimeIsCutDownToIsToldToo(@ForAll("almostDateTimes") String text) {
        assertThat(IntStream.range(0, text.length()).mapToObj(length -> text.substring(0, length)))
                .allSatisfy(
                        beginning -> assertThat(Rfc3339.isDateTime(beginning)).isEqualTo(isDateTime(beginning)));
    }

    @Property
    void anyTextIsToldFromATime(
            @ForAll @StringLength(max = 30) @Chars({'0', '1', '2', '-', ':', '.', 'T', 'Z', '+'}) String text) {
        assertThat(Rfc3339.isDateTime(text)).isEqualTo(isDateTime(text));
    }
}
