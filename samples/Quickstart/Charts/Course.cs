namespace Quickstart.Charts;

/// <summary>How a model's score went while it was trained.</summary>
internal sealed record Course(string Name, IReadOnlyList<(int Step, double Score)> Points);
