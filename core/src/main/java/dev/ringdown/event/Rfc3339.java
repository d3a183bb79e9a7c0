package dev.ringdown.event;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;

/** Times as RFC 3339 has them. The parsers of {@link java.time} know more spellings, and no leap seconds. Stateless. */
final class Rfc3339 {
    private static final int LONGEST_MONTH = 31;
    private static final int SHORTEST_MONTH = 28;

    /** Where the seconds end in {@code 2026-11-23T10:15:30}, and a fraction or the offset follows. */
    private static final int SECONDS_END = 19;

    private Rfc3339() {}

    /** Whether a text is a date-time of RFC 3339 section 5.6, within the ranges of section 5.7. */
    static boolean isDateTime(String text) {
        return text.length() > SECONDS_END && isDate(text) && isTime(text);
    }

    private static boolean isDate(String text) {
        int month = twoDigits(text, 5);
        int day = twoDigits(text, 8);
        return twoDigits(text, 0) >= 0
                && twoDigits(text, 2) >= 0
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && month >= 1
                && month <= 12
                && day >= 1
                && day
                        <= (day <= SHORTEST_MONTH
                                ? LONGEST_MONTH
                                : YearMonth.of(year(text), month).lengthOfMonth());
    }

    private static boolean isTime(String text) {
        int second = twoDigits(text, 17);
        int zone = zoneAt(text);
        return (text.charAt(10) == 'T' || text.charAt(10) == 't')
                && isHourAndMinute(text, 11)
                && text.charAt(16) == ':'
                && second >= 0
                && isZone(text, zone)
                && (second <= 59 || second == 60 && isLeapSecond(text, zone));
    }

    /** Behind the fraction, if there is one; -1 if it has no digits. */
    private static int zoneAt(String text) {
        if (text.charAt(SECONDS_END) != '.') {
            return SECONDS_END;
        }
        int at = SECONDS_END + 1;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at == SECONDS_END + 1 ? -1 : at;
    }

    private static boolean isZone(String text, int at) {
        if (at < 0 || at >= text.length()) {
            return false;
        }
        char sign = text.charAt(at);
        if (sign == 'Z' || sign == 'z') {
            return at == text.length() - 1;
        }
        return (sign == '+' || sign == '-') && at + 6 == text.length() && isHourAndMinute(text, at + 1);
    }

    private static boolean isHourAndMinute(String text, int at) {
        int hour = twoDigits(text, at);
        int minute = twoDigits(text, at + 3);
        return hour >= 0 && hour <= 23 && text.charAt(at + 2) == ':' && minute >= 0 && minute <= 59;
    }

    /** One is put in at the end of a month of UTC, if at all (section 5.7 and appendix D). */
    private static boolean isLeapSecond(String text, int zone) {
        int sign = text.charAt(zone) == '+' ? 1 : text.charAt(zone) == '-' ? -1 : 0;
        int offset = sign == 0 ? 0 : sign * (twoDigits(text, zone + 1) * 60 + twoDigits(text, zone + 4));
        LocalDateTime utc = LocalDate.of(year(text), twoDigits(text, 5), twoDigits(text, 8))
                .atTime(twoDigits(text, 11), twoDigits(text, 14))
                .minusMinutes(offset);
        LocalDateTime next = utc.plusMinutes(1);
        return next.getDayOfMonth() == 1 && next.getHour() == 0 && next.getMinute() == 0;
    }

    private static int year(String text) {
        return 100 * twoDigits(text, 0) + twoDigits(text, 2);
    }

    /** Two digits as a number; -1 if they are none. */
    private static int twoDigits(String text, int at) {
        char tens = text.charAt(at);
        char ones = text.charAt(at + 1);
        return isDigit(tens) && isDigit(ones) ? 10 * (tens - '0') + ones - '0' : -1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
