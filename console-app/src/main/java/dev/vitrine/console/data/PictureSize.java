package dev.vitrine.console.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * How many points a picture has, as the beginning of its file says, before anybody makes room for them.
 *
 * @param width in points
 * @param height in points
 */
record PictureSize(long width, long height) {
    private static final int PNG = 0x89504e47;
    private static final int GIF = 0x47494638;
    private static final int JPEG = 0xffd8;
    private static final int BMP = 0x424d;

    long points() {
        return width * height;
    }

    /** Empty when the bytes begin as no picture of these kinds does: PNG, JPEG, GIF, BMP. */
    static Optional<PictureSize> of(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        if (file.length < 26) {
            return Optional.empty();
        }
        if (bytes.getInt(0) == PNG) {
            return Optional.of(new PictureSize(unsigned(bytes.getInt(16)), unsigned(bytes.getInt(20))));
        }
        int first = Short.toUnsignedInt(bytes.getShort(0));
        if (first == JPEG) {
            return jpeg(bytes);
        }
        ByteBuffer little = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.getInt(0) == GIF) {
            return Optional.of(new PictureSize(
                    Short.toUnsignedLong(little.getShort(6)), Short.toUnsignedLong(little.getShort(8))));
        }
        if (first == BMP) {
            return Optional.of(new PictureSize(Math.abs((long) little.getInt(18)), Math.abs((long) little.getInt(22))));
        }
        return Optional.empty();
    }

    /** A frame's header is one of many segments, each with its length. */
    private static Optional<PictureSize> jpeg(ByteBuffer bytes) {
        int at = 2;
        while (at + 9 <= bytes.limit() && bytes.get(at) == (byte) 0xff) {
            int marker = Byte.toUnsignedInt(bytes.get(at + 1));
            if (marker == 0xff) {
                at++;
            } else if (isFrame(marker)) {
                return Optional.of(new PictureSize(
                        Short.toUnsignedLong(bytes.getShort(at + 7)), Short.toUnsignedLong(bytes.getShort(at + 5))));
            } else {
                at += 2 + Short.toUnsignedInt(bytes.getShort(at + 2));
            }
        }
        return Optional.empty();
    }

    /** The markers C4, C8 and CC among them mean something else. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static long unsigned(int number) {
        return Integer.toUnsignedLong(number);
    }
}
