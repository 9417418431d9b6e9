from coder.app.listeners import Listeners


def test_news_reaches_every_listener_in_the_order_they_came() -> None:
    listeners: Listeners[int] = Listeners()
    heard: list[tuple[str, int]] = []
    listeners.add(lambda news: heard.append(("first", news)))
    listeners.add(lambda news: heard.append(("second", news)))
    listeners.tell(7)
    assert heard == [("first", 7), ("second", 7)]


def test_who_no_longer_listens_hears_nothing_and_may_say_so_twice() -> None:
    listeners: Listeners[int] = Listeners()
    heard: list[int] = []
    end = listeners.add(heard.append)
    listeners.tell(1)
    end()
    end()
    listeners.tell(2)
    assert heard == [1]


def test_a_listener_may_stop_listening_while_it_is_told() -> None:
    listeners: Listeners[int] = Listeners()
    heard: list[int] = []
    end = listeners.add(lambda _: end())
    listeners.add(heard.append)
    listeners.tell(1)
    listeners.tell(2)
    assert heard == [1, 2]
