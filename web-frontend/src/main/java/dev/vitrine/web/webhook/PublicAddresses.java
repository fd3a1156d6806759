package dev.vitrine.web.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names for webhooks, and gives public addresses alone. The connection is made to what this gave and not looked up
 * again, so a name that changes its mind in between gains nothing.
 */
final class PublicAddresses implements DnsResolver {
    private final boolean privateAllowed;

    PublicAddresses(boolean privateAllowed) {
        this.privateAllowed = privateAllowed;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] all = InetAddress.getAllByName(host);
        InetAddress[] usable = Arrays.stream(all)
                .filter(address -> privateAllowed || isPublic(address))
                .toArray(InetAddress[]::new);
        if (usable.length < all.length) {
            throw new UnknownHostException(host + " has an address that is not public");
        }
        return usable;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Whether the address is one of the internet's: of no private, local, shared, reserved or multicast range. */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return switch (address) {
            case Inet4Address four -> isPublic(four.getAddress());
            case Inet6Address six -> isPublicSix(six.getAddress());
            default -> false;
        };
    }

    private static boolean isPublic(byte[] four) {
        int first = four[0] & 0xff;
        int second = four[1] & 0xff;
        int third = four[2] & 0xff;
        boolean shared = first == 100 && (second & 0xc0) == 64;
        boolean special = first == 192 && second == 0 && (third == 0 || third == 2);
        boolean tests = (first == 198 && ((second & 0xfe) == 18 || (second == 51 && third == 100)))
                || (first == 203 && second == 0 && third == 113);
        return first != 0 && first < 240 && !shared && !special && !tests;
    }

    private static boolean isPublicSix(byte[] six) {
        boolean global = (six[0] & 0xe0) == 0x20;
        boolean translated = six[0] == 0x20 && six[1] == 0x02;
        boolean tunnelled = six[0] == 0x20 && six[1] == 0x01 && six[2] == 0 && six[3] == 0;
        boolean documentation = six[0] == 0x20 && six[1] == 0x01 && six[2] == 0x0d && (six[3] & 0xff) == 0xb8;
        return global && !translated && !tunnelled && !documentation;
    }
}
