package dev.vitrine.prototypes.dayplanner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** How often each activity was chosen by a group, from the beginning and since. */
record Choices(Map<String, Long> since) {
    /** The counter that keeps what was chosen since. */
    static final String COUNTER = "choices";

    static final String MALE = "Male";
    static final String FEMALE = "Female";
    static final String UNDISCLOSED = "Choose to not disclose";
    static final List<String> ACTIVITIES = List.of(
            "Board games",
            "Cinema",
            "Cooking",
            "Cycling",
            "Gardening",
            "Hiking",
            "Museum",
            "Painting",
            "Reading",
            "Swimming");

    /** In the order of the activities; at least 1, so that everything can be drawn. */
    private static final Map<String, List<Integer>> INITIAL = Map.of(
            MALE, List.of(6, 5, 4, 8, 3, 6, 2, 1, 4, 5),
            FEMALE, List.of(4, 6, 5, 5, 4, 7, 4, 3, 7, 6));

    /** An activity with the share of the draw that it had. */
    record Draw(String activity, double chance) {}

    /** Key of the counter for a group's choice. */
    static String key(String group, String activity) {
        return group + "/" + activity;
    }

    /**
     * Draws an activity, the likelier the more often the group chose it.
     *
     * @param extra one more choice of the group that is not counted; empty when there is none
     */
    Draw draw(String group, String extra, RandomGenerator random) {
        List<Long> weights = new ArrayList<>(ACTIVITIES.size());
        long total = 0;
        for (int i = 0; i < ACTIVITIES.size(); i++) {
            long weight = weight(group, i) + (ACTIVITIES.get(i).equals(extra) ? 1 : 0);
            weights.add(weight);
            total += weight;
        }
        long rest = random.nextLong(total);
        int drawn = 0;
        while (rest >= weights.get(drawn)) {
            rest -= weights.get(drawn);
            drawn++;
        }
        return new Draw(ACTIVITIES.get(drawn), weights.get(drawn) / (double) total);
    }

    private long weight(String group, int activity) {
        return sources(group).stream()
                .mapToLong(source ->
                        initial(source, activity) + since.getOrDefault(key(source, ACTIVITIES.get(activity)), 0L))
                .sum();
    }

    private static int initial(String group, int activity) {
        List<Integer> counts = INITIAL.get(group);
        return counts == null ? 0 : counts.get(activity);
    }

    /** Who does not disclose a group draws on everybody's choices. */
    private static List<String> sources(String group) {
        return group.equals(UNDISCLOSED) ? List.of(MALE, FEMALE, UNDISCLOSED) : List.of(group);
    }
}
