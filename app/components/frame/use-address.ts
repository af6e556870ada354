import { useLocation, useNavigate, useNavigation } from "@remix-run/react";

/** The parameters of the page's address, and how a choice is put into it. */
export interface Address {
  /** As of the newest choice, also while its page is still loading. */
  params: URLSearchParams;
  choose: (name: string, value: string) => void;
  /** Several choices at once; null takes one out of the address. */
  chooseAll: (choices: Choices) => void;
  /** The address that choices lead to, for a link. */
  href: (choices: Choices) => string;
}

export type Choices = Record<string, string | null>;

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
  const href = (choices: Choices): string => {
    const chosen = new URLSearchParams(params);
    for (const [name, value] of Object.entries(choices)) {
      if (value === null) chosen.delete(name);
      else chosen.set(name, value);
    }
    return `${pathname}?${chosen}`;
  };
  const chooseAll = (choices: Choices): void => {
    navigate(href(choices), { preventScrollReset: true });
  };
  return { params, choose: (name, value) => chooseAll({ [name]: value }), chooseAll, href };
}
