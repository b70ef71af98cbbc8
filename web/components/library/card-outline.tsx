/** Where a card will be. With the lines of one, and so as high: any may be the one by which the grid is laid out. */
export function CardOutline() {
  return (
    <>
      <div className="aspect-video rounded-sm bg-sunken" />
      <p className="mt-1.5 w-3/4 rounded-sm bg-sunken">&nbsp;</p>
      <p className="text-small">&nbsp;</p>
    </>
  );
}
