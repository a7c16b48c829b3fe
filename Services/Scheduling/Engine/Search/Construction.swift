/// Puts every activity that has no place yet into the one that costs least at that moment; those with the fewest
/// allowed places first. A start for the search, not an answer.
struct Construction {
    /// Price of one clash in units of soft cost.
    let clashPrice: Int

    /// Returns the change of the total cost. Activities without an allowed place stay out.
    func fill(_ model: some TimetableModel) -> SearchCost {
        var total = SearchCost.zero
        let missing = model.movable.filter { model.place(of: $0) < 0 }
        let ordered = missing.sorted {
            (model.allowedPlaces(of: $0).count, -model.length(of: $0), $0)
                < (model.allowedPlaces(of: $1).count, -model.length(of: $1), $1)
        }
        for activity in ordered {
            var bestPlace = -1
            var bestPrice = Int.max
            for candidate in model.allowedPlaces(of: activity) {
                let place = Int(candidate)
                let isFree = model.occupant(of: place) < 0
                guard isFree || bestPlace < 0 else { continue }
                let change = model.insert(activity, at: place)
                _ = model.remove(activity)
                let price = change.hard * self.clashPrice + change.soft
                if price < bestPrice {
                    bestPrice = price
                    bestPlace = place
                }
            }
            if bestPlace >= 0 { total += model.insert(activity, at: bestPlace) }
        }
        return total
    }
}
