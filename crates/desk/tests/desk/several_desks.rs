//! Several desks side by side on one database, as behind a load balancer.

use guichet_wire::ticket::Receipt;

use crate::place::Place;
use crate::{Running, id, problem, ticket};

#[tokio::test]
async fn desks_that_start_at_the_same_time_agree_on_the_migrations() {
    let place = Place::new().await;
    // On SQLite, the first makes the file; the others are as an agent's commands beside it.
    let first = Running::start_in(&place, |_| {}).await;
    let (second, third) = tokio::join!(
        Running::start_in(&place, |_| {}),
        Running::start_in(&place, |_| {})
    );
    for (desk, digit) in [(first, 'a'), (second, 'b'), (third, 'c')] {
        desk.deliver(&ticket(digit)).await;
    }
}

#[tokio::test]
async fn one_ticket_sent_to_two_desks_at_once_is_stored_once() {
    let place = Place::new().await;
    let desks = [
        Running::start_in(&place, |_| {}).await,
        Running::start_in(&place, |_| {}).await,
    ];
    for digit in ['a', 'b', 'c', 'd', 'e'] {
        let deliveries: Vec<_> = (0..20)
            .map(|turn| {
                let desk = &desks[turn % 2];
                let url = format!("{}/tickets", desk.base);
                tokio::spawn(desk.http.post(url).json(&ticket(digit)).send())
            })
            .collect();
        let (mut created, mut numbers) = (0, Vec::new());
        for delivery in deliveries {
            let response = delivery.await.unwrap().unwrap();
            created += usize::from(response.status() == 201);
            numbers.push(response.json::<Receipt>().await.unwrap().number);
        }
        numbers.dedup();
        assert_eq!((created, numbers.len()), (1, 1), "{digit}");
    }
    assert_eq!(desks[0].desk.store().list(None).await.unwrap().len(), 5);
}

#[tokio::test]
async fn a_link_and_a_conflict_are_the_same_at_every_desk() {
    let place = Place::new().await;
    let first = Running::start_in(&place, |_| {}).await;
    let second = Running::start_in(&place, |_| {}).await;
    let link = first.deliver(&ticket('a')).await.status_url;
    let path = link.strip_prefix(&first.base).unwrap();
    assert_eq!(second.get(path).await.status(), 200);
    let mut other = ticket('b');
    other["id"] = id('a').into();
    other["subject"] = "Another one".into();
    problem(second.send(&other).await, 409, "id-taken").await;
}
