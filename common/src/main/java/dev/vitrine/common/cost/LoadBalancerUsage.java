package dev.vitrine.common.cost;

/**
 * A load balancer that is there.
 *
 * @param addresses public ones
 */
public record LoadBalancerUsage(double hours, int addresses) {
    /** What it costs without what goes through it. */
    public Bill bill(PriceList prices) {
        return new Bill.Writer(prices)
                .add("load balancer", Item.LOAD_BALANCER, hours)
                .add("load balancer, " + addresses + " public addresses", Item.PUBLIC_IPV4, hours * addresses)
                .bill();
    }
}
