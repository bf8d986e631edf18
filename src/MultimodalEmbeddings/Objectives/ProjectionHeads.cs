using System.Globalization;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Objectives;

/// <summary>The projection heads between embeddings and losses; dropped for encoding.</summary>
/// <remarks>
/// Their state names are those of MCSE's files: <c>pooler</c>, <c>grounding</c>, <c>visn_model.mlp</c>; those of a second
/// captioned corpus <c>grounding_2</c>, <c>visn_model_2.mlp</c>, and so on. Heads of the second grounding target, which MCSE does
/// not have, are <c>caption_grounding</c> and <c>caption_model.mlp</c>.
/// </remarks>
internal sealed class ProjectionHeads : nn.Module
{
    /// <param name="hiddenSize">Size of an embedding.</param>
    /// <param name="spaces">Sizes of the multimodal part of each captioned corpus; none for text alone.</param>
    public ProjectionHeads(int hiddenSize, params IReadOnlyList<SharedSpace> spaces)
        : base(nameof(ProjectionHeads))
    {
        Text = new DenseTanh(hiddenSize, hiddenSize);
        Images = [.. spaces.Select(space => ImageHeads.Of(hiddenSize, space))];
        register_module("pooler", Text);
        foreach (var (corpus, heads) in Images.Index())
        {
            var ending = corpus == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"_{corpus + 1}");
            register_module("grounding" + ending, heads.Grounding);
            register_module("visn_model" + ending, heads.Visual);
            if (heads.Captions is { } captions)
            {
                register_module("caption_grounding" + ending, captions.Grounding);
                register_module("caption_model" + ending, captions.Visual);
            }
        }
    }

    /// <summary>g: [batch, hidden] → [batch, hidden], in front of the text objective.</summary>
    public DenseTanh Text { get; }

    /// <summary>g_s and g_v of each captioned corpus.</summary>
    public IReadOnlyList<ImageHeads> Images { get; }

    /// <summary>
    /// Draws the heads as the reference does: the text head N(0, <paramref name="range"/>) with biases 0, because there it is
    /// part of the Hugging Face model; the others U(±1/√inputs), weights and biases, because there they are plain linear layers.
    /// </summary>
    public void Draw(double range, Generator generator)
    {
        EncoderWeights.Draw(Text, range, generator);
        foreach (var heads in Images.SelectMany(heads => heads.Captions is null ? [heads] : new[] { heads, heads.Captions }))
        {
            DrawUniformly(heads.Grounding, heads.Grounding.InputSize, generator);
            DrawUniformly(heads.Visual, heads.Visual.FeatureSize, generator);
        }
    }

    private static void DrawUniformly(nn.Module head, int inputs, Generator generator)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        var bound = 1 / Math.Sqrt(inputs);
        foreach (var parameter in head.parameters())
        {
            parameter.uniform_(-bound, bound, generator);
        }
    }
}
