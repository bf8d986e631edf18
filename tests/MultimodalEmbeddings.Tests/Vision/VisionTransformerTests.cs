using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>Small folders of a ViT and a CLIP through <see cref="ImageEncoder"/>.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class VisionTransformerTests
{
    private const double Tolerance = 1e-5; // features are around 1

    [Fact]
    public void A_folder_tells_which_network_it_holds()
    {
        using var vit = SmallTransformer.Vit();
        using var clip = SmallTransformer.Clip();
        using var images = vit.Images();
        using var others = clip.Images();

        Assert.Equal(("ViT", SmallTransformer.Hidden), (images.Architecture, images.Dimension));
        Assert.Equal(("CLIP", SmallTransformer.Projected), (others.Architecture, others.Dimension));
    }

    [Fact]
    public void A_classifier_does_not_matter()
    {
        using var plain = SmallTransformer.Vit();
        using var classifies = SmallTransformer.Vit("vit.");
        plain.Tensors.RemoveAll(tensor => tensor.Name.StartsWith("pooler", StringComparison.Ordinal));
        classifies.Tensors.AddRange([new("classifier.weight", [10, 8]), new("classifier.bias", [10])]);
        using var first = plain.Images(ImagePooling.MeanOfPatches);
        using var second = classifies.Images(ImagePooling.MeanOfPatches);

        Assert.Equal(first.Dimension, second.Encode(classifies.Pictures(1)[0]).Length);
        Assert.Equal(first.Dimension, first.Encode(classifies.Pictures(1)[0]).Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_image_alone_and_in_any_order_has_the_same_features(bool isClip)
    {
        using var folder = isClip ? SmallTransformer.Clip() : SmallTransformer.Vit();
        using var encoder = folder.Images();
        var paths = folder.Pictures(6);
        var expected = paths.Select(encoder.Encode).ToArray();
        var random = new Random(5);

        Assert.True(GoldenTensor.LargestDifference(expected[0], expected[5]) > 100 * Tolerance);
        for (var round = 0; round < 6; round++)
        {
            int[] order = [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(paths.Length))];
            var found = encoder.Encode([.. order.Select(index => paths[index])]);
            Assert.All(order.Index(), pair => Assert.InRange(
                GoldenTensor.LargestDifference(found.Row(pair.Index), expected[pair.Item]), 0, Tolerance));
        }
    }

    [Fact]
    public void The_mean_of_all_tokens_is_that_of_patches_and_class_token()
    {
        using var folder = SmallTransformer.Vit();
        using var scope = NewDisposeScope();
        var path = folder.Pictures(1)[0];
        float[] Encode(ImagePooling pooling)
        {
            using var encoder = folder.Images(pooling);
            return encoder.Encode(path);
        }

        var (all, patches, token) = (
            Encode(ImagePooling.MeanOfAllTokens), Encode(ImagePooling.MeanOfPatches), Encode(ImagePooling.ClassToken));

        float[] expected = [.. patches.Zip(token, (patch, own) => ((4 * patch) + own) / 5)];
        Assert.InRange(GoldenTensor.LargestDifference(all, expected), 0, Tolerance);
    }

    [Theory]
    [InlineData(false, ImagePooling.Projection, "ClassToken, MeanOfPatches, MeanOfAllTokens, ClassTokenDense")]
    [InlineData(true, ImagePooling.MeanOfPatches, "Projection, ClassToken")]
    [InlineData(true, ImagePooling.MeanOfAllTokens, "Projection, ClassToken")]
    [InlineData(true, ImagePooling.ClassTokenDense, "Projection, ClassToken")]
    public void A_pooling_that_a_network_lacks_is_refused(bool isClip, ImagePooling pooling, string others)
    {
        using var folder = isClip ? SmallTransformer.Clip() : SmallTransformer.Vit();

        var exception = Assert.Throws<ArgumentException>(() => folder.Images(pooling));

        Assert.Contains($"cannot be pooled by {pooling}", exception.Message, StringComparison.Ordinal);
        Assert.Contains(others, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_file_lacks_cannot_be_asked_for()
    {
        using var vit = SmallTransformer.Vit();
        using var clip = SmallTransformer.Clip();
        vit.Tensors.RemoveAll(tensor => tensor.Name.StartsWith("pooler", StringComparison.Ordinal));
        clip.Tensors.RemoveAll(tensor => tensor.Name == "visual_projection.weight");

        Assert.Throws<ArgumentException>(() => vit.Images(ImagePooling.ClassTokenDense));
        Assert.Throws<ArgumentException>(() => clip.Images(ImagePooling.Projection));
        Assert.Throws<ArgumentOutOfRangeException>(() => vit.Images((ImagePooling)77));
        using var encoder = clip.Images();
        Assert.Equal(SmallTransformer.Hidden, encoder.Dimension);
    }

    [Fact]
    public void Encoders_of_other_features_have_other_identities()
    {
        using var folder = SmallTransformer.Vit();
        string Identity(ImagePooling? pooling)
        {
            using var encoder = folder.Images(pooling);
            return encoder.Identity;
        }

        var first = Identity(null);
        Assert.Equal(first, Identity(ImagePooling.ClassToken));
        var others = new List<string> { first, Identity(ImagePooling.MeanOfPatches), Identity(ImagePooling.MeanOfAllTokens) };
        folder.Configuration!["num_attention_heads"] = 4;
        others.Add(Identity(null));
        folder.Configuration["hidden_act"] = "relu";
        others.Add(Identity(null));
        folder.Configuration["layer_norm_eps"] = 1e-3;
        others.Add(Identity(null));

        Assert.Equal(others.Count, others.Distinct().Count());
    }

    [Fact]
    public void A_network_that_was_taken_out_of_CLIP_is_read()
    {
        using var whole = SmallTransformer.Clip();
        using var tower = SmallTransformer.Clip();
        tower.Tensors.RemoveAll(
            tensor => tensor.Name.StartsWith("text", StringComparison.Ordinal) || tensor.Name == "logit_scale");
        tower.Configuration = tower.Configuration!["vision_config"]!.DeepClone().AsObject();
        tower.Configuration["model_type"] = "clip_vision_model";
        tower.Configuration["projection_dim"] = SmallTransformer.Projected;
        using var expected = whole.Images();
        using var found = tower.Images();
        var path = whole.Pictures(1)[0];

        Assert.Equal(expected.Encode(path), found.Encode(path));
    }

    [Fact]
    public void No_tensor_outlives_a_call_or_an_encoder()
    {
        using var folder = SmallTransformer.Clip();
        var paths = folder.Pictures(5);
        folder.Images().Dispose();
        Garbage.Collect();
        var before = Tensor.TotalCount;

        for (var round = 0; round < 3; round++)
        {
            using var encoder = folder.Images();
            encoder.Encode(paths);
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    public static TheoryData<bool, string> EveryTensor()
    {
        using var vit = SmallTransformer.Vit();
        using var clip = SmallTransformer.Clip();
        var data = new TheoryData<bool, string>();
        foreach (var (isClip, name) in vit.Tensors.Select(tensor => (false, tensor.Name))
            .Concat(clip.Tensors.Select(tensor => (true, tensor.Name))).Where(pair => IsRead(pair.Name)))
        {
            data.Add(isClip, name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryTensor))]
    public void A_tensor_that_is_missing_or_of_another_shape_or_no_number_is_named(bool isClip, string name)
    {
        using var folder = isClip ? SmallTransformer.Clip() : SmallTransformer.Vit();
        folder.Change = (name, values => values[^1] = float.NaN);
        Assert.Contains(name, Assert.Throws<CheckpointException>(() => folder.Images()).Message, StringComparison.Ordinal);

        var whole = folder.Tensors;
        folder.Change = null;
        folder.Tensors = [.. whole.Select(it => it.Name == name ? it with { Shape = [.. it.Shape.SkipLast(1), 9] } : it)];
        Assert.Equal(name, Assert.Throws<CheckpointMismatchException>(() => folder.Images()).TensorName);

        folder.Tensors = [.. whole.Where(tensor => tensor.Name != name)];
        var exception = Assert.ThrowsAny<CheckpointException>(() => folder.Images());
        Assert.True(IsMark(name) || (exception as CheckpointMismatchException)?.TensorName == name, exception.Message);
    }

    [Theory]
    [InlineData(false, "encoder.layer.2.output.dense.weight")]
    [InlineData(false, "embeddings.mask_token")]
    [InlineData(true, "vision_model.encoder.layers.0.layer_scale")]
    public void A_variant_with_tensors_besides_is_refused(bool isClip, string name)
    {
        using var folder = isClip ? SmallTransformer.Clip() : SmallTransformer.Vit();
        folder.Tensors.Add(new(name, [8]));

        var exception = Assert.Throws<CheckpointException>(() => folder.Images());

        Assert.Contains($"others besides: {name}", exception.Message, StringComparison.Ordinal);
    }

    private static bool IsRead(string name) =>
        !name.StartsWith("text", StringComparison.Ordinal) && !name.EndsWith("position_ids", StringComparison.Ordinal)
        && !name.StartsWith("pooler", StringComparison.Ordinal) && name is not ("logit_scale" or "visual_projection.weight");

    // Without these the tensors are those of no network that is known.
    private static bool IsMark(string name) =>
        name.EndsWith("cls_token", StringComparison.Ordinal) || name.EndsWith("class_embedding", StringComparison.Ordinal);
}
