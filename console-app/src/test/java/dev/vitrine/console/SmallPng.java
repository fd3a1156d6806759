package dev.vitrine.console;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Writes a picture of a screen as a PNG of at most 160 colours; others become the nearest of them. */
final class SmallPng {
    private static final int COLOURS = 160;

    private SmallPng() {}

    static void write(BufferedImage picture, Path file) throws IOException {
        Map<Integer, Integer> uses = new HashMap<>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                uses.merge(picture.getRGB(x, y) & 0xffffff, 1, Integer::sum);
            }
        }
        List<Integer> palette = palette(uses);
        Map<Integer, Integer> nearest = new HashMap<>();
        BufferedImage small = new BufferedImage(
                picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model(palette));
        int[] index = new int[1];
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                index[0] = nearest.computeIfAbsent(picture.getRGB(x, y) & 0xffffff, rgb -> nearest(palette, rgb));
                small.getRaster().setPixel(x, y, index);
            }
        }
        save(small, file);
    }

    /** Half of them are those that are used most; each other one is what would be missed most. */
    private static List<Integer> palette(Map<Integer, Integer> uses) {
        List<Map.Entry<Integer, Integer>> sorted = uses.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        List<Integer> all = sorted.stream().map(Map.Entry::getKey).toList();
        double[] weight = sorted.stream()
                .mapToDouble(entry -> Math.sqrt(entry.getValue()))
                .toArray();
        List<Integer> palette = new ArrayList<>(all.subList(0, Math.min(all.size(), COLOURS / 2)));
        double[] missed = new double[weight.length];
        for (int i = 0; i < missed.length; i++) {
            missed[i] = weight[i] * distance(all.get(i), palette.get(nearest(palette, all.get(i))));
        }
        while (palette.size() < Math.min(all.size(), COLOURS)) {
            int most = 0;
            for (int i = 1; i < missed.length; i++) {
                most = missed[i] > missed[most] ? i : most;
            }
            int chosen = all.get(most);
            palette.add(chosen);
            for (int i = 0; i < missed.length; i++) {
                missed[i] = Math.min(missed[i], weight[i] * distance(all.get(i), chosen));
            }
        }
        return palette;
    }

    private static IndexColorModel model(List<Integer> palette) {
        return new IndexColorModel(
                8,
                palette.size(),
                palette.stream().mapToInt(Integer::intValue).toArray(),
                0,
                false,
                -1,
                java.awt.image.DataBuffer.TYPE_BYTE);
    }

    private static int nearest(List<Integer> palette, int rgb) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < palette.size() && least > 0; i++) {
            int far = distance(rgb, palette.get(i));
            if (far < least) {
                least = far;
                best = i;
            }
        }
        return best;
    }

    private static int distance(int rgb, int other) {
        return square((rgb >> 16) - (other >> 16))
                + square((rgb >> 8 & 0xff) - (other >> 8 & 0xff))
                + square((rgb & 0xff) - (other & 0xff));
    }

    private static int square(int number) {
        return number * number;
    }

    private static void save(BufferedImage picture, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(0);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
    }
}
