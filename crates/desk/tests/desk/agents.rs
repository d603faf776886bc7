//! The store as agents use it, and that it outlives the desk.

use guichet_desk::{Store, StoreError, TicketKey};
use guichet_wire::ticket::TicketState;

use crate::{Running, id, ticket};

#[tokio::test]
async fn tickets_and_links_survive_a_restart() {
    let (first, place) = Running::start().await;
    let receipt = first.deliver(&ticket('a')).await;
    first.stop().await;

    let second = Running::start_in(&place, |_| {}).await;
    let token = receipt.status_url.rsplit('/').next().unwrap();
    assert_eq!(second.get(&format!("/tickets/{token}")).await.status(), 200);
    let again = second.send(&ticket('a')).await;
    assert_eq!(again.status(), 200);
    assert!(second.deliver(&ticket('b')).await.number > receipt.number);
}

#[tokio::test]
async fn an_agent_in_another_process_sees_and_answers_what_the_desk_takes() {
    let (desk, place) = Running::start().await;
    let agent = Store::open(&place.database()).await.unwrap();
    for digit in ['a', 'b', 'c'] {
        desk.deliver(&ticket(digit)).await;
    }
    agent
        .reply(
            TicketKey::Number(1001),
            " It arrives tomorrow.\r\n\u{1b}[2J",
        )
        .await
        .unwrap();
    agent
        .close(TicketKey::Id(id('b').parse().unwrap()))
        .await
        .unwrap();

    for (state, expected) in [
        (None, vec![1001, 1002, 1003]),
        (Some(TicketState::Waiting), vec![1001]),
        (Some(TicketState::Solved), vec![1002]),
        (Some(TicketState::Open), vec![1003]),
    ] {
        let listed = agent.list(state).await.unwrap();
        assert_eq!(
            listed
                .iter()
                .map(|ticket| ticket.number)
                .collect::<Vec<_>>(),
            expected,
            "{state:?}"
        );
    }
    let shown = agent.show(TicketKey::Number(1001)).await.unwrap();
    assert_eq!(shown.replies.len(), 1);
    assert_eq!(shown.replies[0].text, "It arrives tomorrow.\n[2J");
    let by_id = agent
        .show(TicketKey::Id(id('a').parse().unwrap()))
        .await
        .unwrap();
    assert_eq!(by_id, shown);
}

#[tokio::test]
async fn a_ticket_that_is_not_there_cannot_be_acted_on() {
    let (desk, _place) = Running::start().await;
    let store = desk.desk.store();
    desk.deliver(&ticket('a')).await;
    for key in [
        TicketKey::Number(0),
        TicketKey::Number(1002),
        TicketKey::Number(u64::MAX),
        TicketKey::Id(id('f').parse().unwrap()),
    ] {
        assert!(
            matches!(store.show(key).await, Err(StoreError::NoTicket(missing)) if missing == key)
        );
        assert!(matches!(
            store.reply(key, "Hello").await,
            Err(StoreError::NoTicket(_))
        ));
        assert!(matches!(
            store.close(key).await,
            Err(StoreError::NoTicket(_))
        ));
    }
    assert!(matches!(
        store.reply(TicketKey::Number(1001), " \n").await,
        Err(StoreError::EmptyReply)
    ));
    assert_eq!(store.list(Some(TicketState::Open)).await.unwrap().len(), 1);
}
