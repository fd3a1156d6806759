package dev.vitrine.web.page;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A drawing for a prototype that brings no picture: columns whose heights depend on its name alone. */
public record Emblem(List<Column> columns) {
    private static final int COLUMNS = 14;

    /** One column; a strong one is drawn in full colour. */
    public record Column(int x, int y, int height, boolean strong) {}

    /** The emblem of a name, 320 wide and 160 high. */
    public static Emblem of(String name) {
        SplittableRandom chance = new SplittableRandom(name.hashCode());
        List<Column> columns = new ArrayList<>();
        int strong = chance.nextInt(3, COLUMNS - 3);
        for (int i = 0; i < COLUMNS; i++) {
            double wave = Math.sin(i * 0.55 + chance.nextDouble() * 0.9);
            int height = (int) Math.round(58 + wave * 34 + chance.nextInt(18));
            columns.add(new Column(20 + i * 20, 134 - height, height, i == strong));
        }
        return new Emblem(columns);
    }
}
