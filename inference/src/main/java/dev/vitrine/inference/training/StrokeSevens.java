package dev.vitrine.inference.training;

import dev.vitrine.inference.training.LabelledTable.LabelledRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Sevens without a crossbar, drawn by rule: a bar, and a stem from its right end to the foot. Nearly all sevens of the
 * table have a crossbar, as their writers' schools teach; many other people write none.
 */
final class StrokeSevens {
    private static final int FINE = 4;

    private final int side;
    private final float greatest;
    private final Random random;

    StrokeSevens(int side, float greatest, long seed) {
        this.side = side;
        this.greatest = greatest;
        this.random = new Random(seed);
    }

    /** So many pictures, labelled 7. */
    List<LabelledRow> draw(int count) {
        List<LabelledRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new LabelledRow(picture(), 7));
        }
        return rows;
    }

    /** A seven of height 1 with the pen's width around it, scaled to fill most of the picture or all, in its middle. */
    private float[] picture() {
        double pen = between(0.05, 0.13);
        double width = between(0.45, 0.9);
        double slope = between(-0.08, 0.08);
        double foot = between(0.05, 0.7) * width;
        double bend = between(-0.06, 0.1);
        double scale = between(0.86, 1) / (1 + 2 * pen);
        double left = 0.5 - width * scale / 2;
        double top = 0.5 - scale / 2;
        double[][] corners = {
            {left, top + Math.max(0, slope) * scale},
            {left + width * scale, top + Math.max(0, -slope) * scale},
            {left + ((width + foot) / 2 - bend) * scale, 0.5},
            {left + foot * scale, top + scale},
        };
        double reach = pen * scale;
        float[] picture = new float[side * side];
        int fine = side * FINE;
        for (int y = 0; y < fine; y++) {
            for (int x = 0; x < fine; x++) {
                if (distance((x + 0.5) / fine, (y + 0.5) / fine, corners) <= reach) {
                    picture[y / FINE * side + x / FINE] += greatest / (FINE * FINE);
                }
            }
        }
        return picture;
    }

    private double between(double least, double most) {
        return least + random.nextDouble() * (most - least);
    }

    private static double distance(double x, double y, double[][] corners) {
        double nearest = Double.MAX_VALUE;
        for (int i = 1; i < corners.length; i++) {
            double dx = corners[i][0] - corners[i - 1][0];
            double dy = corners[i][1] - corners[i - 1][1];
            double along = ((x - corners[i - 1][0]) * dx + (y - corners[i - 1][1]) * dy) / (dx * dx + dy * dy);
            double share = Math.clamp(along, 0, 1);
            nearest = Math.min(
                    nearest, Math.hypot(x - corners[i - 1][0] - share * dx, y - corners[i - 1][1] - share * dy));
        }
        return nearest;
    }
}
