package dev.ringdown.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Makes the people of the demo; the same seed gives the same people, whatever the rate of events. Stateless. */
final class Population {
    private static final int PLAIN_AGENTS = 5;

    private static final List<String> COMPANIES = List.of(
            "Alder Insurance",
            "Brightwater Travel",
            "Copperlane Bank",
            "Fernhill Clinics",
            "Hollybrook Homes",
            "Juniper Telecom",
            "Kestrel Energy",
            "Larkfield Foods",
            "Marlow Logistics",
            "Quillstone Books");

    private static final List<String> FIRST_NAMES = List.of(
            "Ada", "Aisha", "Bruno", "Chiara", "Daniel", "Elif", "Emma", "Farid", "Grace", "Hana", "Ines", "Jonas",
            "Kofi", "Lena", "Luca", "Mei", "Milan", "Nadia", "Noah", "Olga", "Pablo", "Priya", "Rosa", "Samir", "Tomas",
            "Vera", "Yuki", "Zoe");

    private static final List<String> LAST_NAMES = List.of(
            "Abbott",
            "Bauer",
            "Costa",
            "Dubois",
            "Eriksen",
            "Ferrari",
            "Garcia",
            "Haas",
            "Ivanova",
            "Jensen",
            "Kim",
            "Larsen",
            "Moreau",
            "Nakamura",
            "Okafor",
            "Patel",
            "Quinn",
            "Rossi",
            "Silva",
            "Tanaka",
            "Usman",
            "Vogel",
            "Weber",
            "Yilmaz");

    private static final List<String> QUEUES = List.of("Sales", "Support", "Billing", "Returns", "New customers");

    private Population() {}

    /** So many customers, each with an admin, a manager and plain agents; the first also has the super admin. */
    static List<DemoCustomer> of(long seed, int customerCount) {
        if (customerCount < 1 || customerCount > COMPANIES.size()) {
            throw new IllegalArgumentException(
                    "customerCount: " + customerCount + " (expected: 1 to " + COMPANIES.size() + ")");
        }
        Chance chance = new Chance(seed);
        List<DemoCustomer> customers = new ArrayList<>();
        for (String company : chance.some(COMPANIES, customerCount)) {
            customers.add(customer(company, customers.isEmpty(), chance));
        }
        return List.copyOf(customers);
    }

    private static DemoCustomer customer(String company, boolean hasSuperAdmin, Chance chance) {
        UUID id = chance.id();
        List<Integer> permissions = new ArrayList<>();
        permissions.add(DemoAgent.CUSTOMER_ADMIN);
        permissions.add(DemoAgent.CUSTOMER_MANAGER);
        for (int i = 0; i < PLAIN_AGENTS; i++) {
            permissions.add(DemoAgent.CUSTOMER_AGENT);
        }
        if (hasSuperAdmin) {
            permissions.add(DemoAgent.PROJECT_SUPER_ADMIN);
        }
        List<String> firstNames = chance.some(FIRST_NAMES, permissions.size());
        List<String> lastNames = chance.some(LAST_NAMES, permissions.size());
        String domain = company.toLowerCase(Locale.ROOT).replace(' ', '-') + ".example";
        List<DemoAgent> agents = new ArrayList<>();
        for (int i = 0; i < permissions.size(); i++) {
            String name = firstNames.get(i) + ' ' + lastNames.get(i);
            String username = name.toLowerCase(Locale.ROOT).replace(' ', '.') + '@' + domain;
            agents.add(new DemoAgent(chance.id(), id, username, name, permissions.get(i)));
        }
        List<DemoQueue> queues = chance.some(QUEUES, chance.between(2, 3)).stream()
                .map(name -> new DemoQueue(chance.id(), id, name))
                .toList();
        return new DemoCustomer(id, company, chance.phoneNumber(), agents, queues);
    }
}
