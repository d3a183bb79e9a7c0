package dev.ringdown.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PopulationTest {
    @Test
    void theSameSeedMakesTheSamePeople() {
        assertThat(Population.of(42, 3)).isEqualTo(Population.of(42, 3)).isNotEqualTo(Population.of(43, 3));
    }

    @Test
    void everyCustomerHasAnAdminAManagerAndSeveralPlainAgents() {
        assertThat(Population.of(42, 3)).hasSize(3).allSatisfy(customer -> {
            assertThat(customer.agentsWith(DemoAgent.CUSTOMER_ADMIN)).hasSize(1);
            assertThat(customer.agentsWith(DemoAgent.CUSTOMER_MANAGER)).hasSize(1);
            assertThat(customer.agentsWith(DemoAgent.CUSTOMER_AGENT)).hasSizeGreaterThan(2);
            assertThat(customer.queues()).hasSizeGreaterThan(1);
        });
    }

    @Test
    void onlyTheFirstCustomerHasAProjectSuperAdmin() {
        List<DemoCustomer> customers = Population.of(42, 3);

        assertThat(customers.get(0).agentsWith(DemoAgent.PROJECT_SUPER_ADMIN)).hasSize(1);
        assertThat(customers.get(1).agentsWith(DemoAgent.PROJECT_SUPER_ADMIN)).isEmpty();
        assertThat(customers.get(2).agentsWith(DemoAgent.PROJECT_SUPER_ADMIN)).isEmpty();
    }

    @Test
    void nobodyIsCalledLikeSomebodyElseOfTheSameCustomer() {
        assertThat(Population.of(42, 10))
                .allSatisfy(customer -> assertThat(customer.agents().stream().map(DemoAgent::username))
                        .doesNotHaveDuplicates());
    }

    @Test
    void everyIdIsARandomUuidAndThereOnce() {
        List<UUID> ids = Population.of(42, 3).stream()
                .flatMap(customer -> Stream.of(
                                Stream.of(customer.id()),
                                customer.agents().stream().map(DemoAgent::id),
                                customer.queues().stream().map(DemoQueue::id))
                        .flatMap(part -> part))
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids.stream().map(UUID::version)).containsOnly(4);
        assertThat(ids.stream().map(UUID::variant)).containsOnly(2);
    }

    @Test
    void moreCustomersThanThereAreNamesAreRefused() {
        assertThatThrownBy(() -> Population.of(42, 11))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("customerCount: 11 (expected: 1 to 10)");
    }

    @Test
    void aCustomerTellsItsAgentsByTheirPermission() {
        DemoCustomer customer = Population.of(42, 1).get(0);

        assertThat(Set.copyOf(customer.agents()))
                .containsAll(customer.agentsWith(DemoAgent.CUSTOMER_AGENT))
                .containsAll(customer.agentsWith(DemoAgent.CUSTOMER_ADMIN));
        assertThat(customer.agentsWith(0x80)).isEmpty();
    }
}
