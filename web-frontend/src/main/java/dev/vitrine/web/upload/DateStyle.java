package dev.vitrine.web.upload;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;

/** How a style of a workbook shows a number: as a number, or as the day and time that it counts. */
enum DateStyle {
    NUMBER,
    DAY;

    private static final double LAST_DAY = 2_958_466;
    /** Built-in formats that show days or times, also those of East Asian locales. */
    private static final Set<Integer> BUILT_IN = Set.of(
            14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54,
            55, 56, 57, 58);

    /**
     * The style that a number format gives.
     *
     * @param id of the format
     * @param code such as {@code yyyy-mm-dd}; blank for a built-in format
     */
    static DateStyle of(String id, String code) {
        if (code.isEmpty()) {
            return id.matches("\\d{1,4}") && BUILT_IN.contains(Integer.parseInt(id)) ? DAY : NUMBER;
        }
        String shown = code.replaceAll("\"[^\"]*\"|\\\\.|_.|\\[[^\\]]*\\]|General", "");
        return shown.matches("(?i).*[ymdhs].*") ? DAY : NUMBER;
    }

    /**
     * A count of days as ISO 8601 text: a day, a day with its time, or a time alone.
     *
     * @param from1904 whether days are counted from 1904 rather than from 1900
     */
    static String text(double days, boolean from1904) {
        if (!(days >= 0 && days < LAST_DAY)) {
            return "";
        }
        long whole = (long) days;
        long second = Math.round((days - whole) * 86_400);
        if (whole == 0 && second > 0) {
            return LocalTime.ofSecondOfDay(second % 86_400).toString();
        }
        // 29 February 1900 never was, but is counted.
        LocalDate first = from1904
                ? LocalDate.of(1904, 1, 1)
                : whole < 60 ? LocalDate.of(1899, 12, 31) : LocalDate.of(1899, 12, 30);
        LocalDateTime at = first.plusDays(whole).atStartOfDay().plusSeconds(second);
        return second == 0 ? at.toLocalDate().toString() : at.toString();
    }
}
