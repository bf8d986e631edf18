using MultimodalEmbeddings.Objectives;
using Terminal;

namespace ReproduceMcse;

/// <summary>One side of the comparison.</summary>
/// <param name="Key">Its name on the command line and in files.</param>
/// <param name="Name">Its name in tables.</param>
/// <param name="ImageWeight">λ. With 0 the captions train as text alone, in the same batches.</param>
/// <param name="Images">Which image a caption is trained with.</param>
internal sealed record Arm(string Key, string Name, double ImageWeight, ImageAblation Images)
{
    public static readonly Arm SimCse = new("simcse", "SimCSE", 0, ImageAblation.None);

    public static readonly Arm Mcse = new("mcse", "MCSE", Protocol.ImageWeight, ImageAblation.None);

    public static readonly Arm Shuffled =
        new("shuffled", "MCSE, images shuffled", Protocol.ImageWeight, ImageAblation.Shuffled);

    public static readonly IReadOnlyList<Arm> All = [SimCse, Mcse, Shuffled];

    /// <exception cref="UsageException">There is no such arm.</exception>
    public static Arm Of(string key) =>
        All.FirstOrDefault(arm => arm.Key == key)
        ?? throw new UsageException($"There is no arm '{key}'; there are {string.Join(", ", All.Select(arm => arm.Key))}.");
}
