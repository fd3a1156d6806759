package dev.vitrine.common.review;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What all reviewers hold of one answer now.
 *
 * @param held the standing entry of each reviewer who has one, earliest first
 * @param revisions how many entries each reviewer made, taken back or not
 */
public record Opinions(List<Review> held, Map<String, Integer> revisions) {
    public static final Opinions NONE = new Opinions(List.of(), Map.of());

    public Opinions {
        held = List.copyOf(held);
        revisions = Map.copyOf(revisions);
    }

    /** The opinions that follow from all entries about one answer, in whatever order. */
    public static Opinions of(List<Review> entries) {
        Map<String, Deque<Review>> standing = new LinkedHashMap<>();
        Map<String, Integer> revisions = new HashMap<>();
        entries.stream().sorted(Comparator.comparingInt(Review::revision)).forEach(entry -> {
            Deque<Review> mine = standing.computeIfAbsent(entry.reviewer(), any -> new ArrayDeque<>());
            revisions.merge(entry.reviewer(), entry.revision(), Math::max);
            if (!(entry.verdict() instanceof Verdict.Undone)) {
                mine.push(entry);
            } else if (!mine.isEmpty()) {
                mine.pop();
            }
        });
        List<Review> held = new ArrayList<>();
        standing.values().forEach(mine -> Optional.ofNullable(mine.peek()).ifPresent(held::add));
        held.sort(Comparator.comparing(Review::at));
        return new Opinions(held, revisions);
    }

    /** The opinions about each row of one source. */
    public static Map<Long, Opinions> byRow(List<Review> entries) {
        Map<Long, List<Review>> rows = new TreeMap<>();
        entries.forEach(entry -> rows.computeIfAbsent(entry.answer().row(), any -> new ArrayList<>())
                .add(entry));
        Map<Long, Opinions> opinions = new TreeMap<>();
        rows.forEach((row, list) -> opinions.put(row, of(list)));
        return opinions;
    }

    /** What a reviewer holds. */
    public Optional<Review> of(String reviewer) {
        return held.stream().filter(one -> one.reviewer().equals(reviewer)).findFirst();
    }

    /** Whether somebody confirmed or corrected it. */
    public boolean isReviewed() {
        return held.stream().anyMatch(one -> rightAnswer(one).isPresent());
    }

    /** Whether two reviewers hold different answers to be right. */
    public boolean disagree() {
        return held.stream()
                        .flatMap(one -> rightAnswer(one).stream())
                        .distinct()
                        .count()
                > 1;
    }

    /** The answer that a reviewer holds to be right; empty for a mere note. */
    private static Optional<Map<String, String>> rightAnswer(Review review) {
        return switch (review.verdict()) {
            case Verdict.Confirmed ignored -> Optional.of(review.answer().outputs());
            case Verdict.Corrected(Map<String, String> corrected) -> {
                Map<String, String> right = new LinkedHashMap<>(review.answer().outputs());
                right.putAll(corrected);
                yield Optional.of(right);
            }
            case Verdict.Noted ignored -> Optional.empty();
            case Verdict.Undone ignored -> Optional.empty();
        };
    }
}
