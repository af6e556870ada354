import { useLocation, useNavigate, useNavigation } from "@remix-run/react";

/** The parameters of the page's address, and how a choice is put into it. */
export interface Address {
  /** As of the newest choice, also while its page is still loading. */
  params: URLSearchParams;
  choose: (name: string, value: string) => void;
}

/**
 * Every choice stands in the address, so that going back, reloading and sharing bring the same view. A
 * second choice while the first still loads adds to it instead of undoing it.
 */
export function useAddress(): Address {
  const location = useLocation();
  const navigation = useNavigation();
  const navigate = useNavigate();
  const { pathname } = location;
  const next = navigation.location?.pathname === pathname ? navigation.location : location;
  const params = new URLSearchParams(next.search);
  const choose = (name: string, value: string): void => {
    const chosen = new URLSearchParams(params);
    chosen.set(name, value);
    navigate(`${pathname}?${chosen}`, { preventScrollReset: true });
  };
  return { params, choose };
}
