"""Who wants to know: callbacks in the order they came, without Qt."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Listeners(Generic[T]):
    """Callbacks for one kind of news."""

    def __init__(self) -> None:
        self._callbacks: list[Callable[[T], object]] = []

    def add(self, callback: Callable[[T], object]) -> Callable[[], None]:
        """Call ``callback`` with every piece of news; the function returned ends that."""
        self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback) if callback in self._callbacks else None

    def tell(self, news: T) -> None:
        """Pass news on."""
        for callback in tuple(self._callbacks):
            callback(news)
