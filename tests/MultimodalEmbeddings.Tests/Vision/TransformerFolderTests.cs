using System.Text.Json.Nodes;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>What is refused in the json files of a ViT or CLIP.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class TransformerFolderTests
{
    [Theory]
    [InlineData("model_type", "\"dinov2\"", "model_type dinov2")]
    [InlineData("model_type", "null", "lacks model_type")]
    [InlineData("hidden_size", "0", "hidden_size is 0")]
    [InlineData("hidden_size", "9", "hidden_size 9 cannot be split over 2")]
    [InlineData("hidden_size", "2147483647", "hidden_size is 2147483647")]
    [InlineData("hidden_size", "1e99", "under hidden_size")]
    [InlineData("num_hidden_layers", "2147483647", "num_hidden_layers is 2147483647")]
    [InlineData("num_hidden_layers", "-1", "num_hidden_layers is -1")]
    [InlineData("num_attention_heads", "0", "num_attention_heads is 0")]
    [InlineData("num_attention_heads", "3", "cannot be split over 3")]
    [InlineData("num_attention_heads", "\"two\"", "under num_attention_heads")]
    [InlineData("intermediate_size", "1000000", "intermediate_size is 1000000")]
    [InlineData("layer_norm_eps", "0", "layer_norm_eps is 0")]
    [InlineData("hidden_act", "\"mish\"", "hidden_act mish is not supported")]
    [InlineData("image_size", "[8, 8]", "under image_size")]
    [InlineData("image_size", "0", "image_size is 0")]
    [InlineData("image_size", "100000", "image_size is 100000")]
    [InlineData("patch_size", "0", "patch_size is 0")]
    [InlineData("patch_size", "9", "patch_size 9 is more than image_size 8")]
    [InlineData("num_channels", "1", "num_channels is 1")]
    [InlineData("pruned_heads", "{ \"0\": [1] }", "pruned_heads")]
    [InlineData("pooler_output_size", "0", "pooler_output_size is 0")]
    [InlineData("pooler_act", "\"mish\"", "pooler_act mish is not supported")]
    public void A_setting_of_a_ViT_that_is_not_sound_or_not_computed_is_named(string key, string value, string message)
    {
        using var folder = SmallTransformer.Vit();
        folder.Configuration![key] = JsonNode.Parse(value);

        AssertRefused("config.json", message, folder);
    }

    [Theory]
    [InlineData("model_type", "\"siglip\"", "model_type siglip")]
    [InlineData("projection_dim", "0", "projection_dim is 0")]
    [InlineData("vision_config", "null", "lacks vision_config")]
    [InlineData("vision_config", "7", "under vision_config")]
    [InlineData("vision_config_dict", "{ \"num_attention_heads\": 4 }", "holds one num_attention_heads in vision_config")]
    public void A_setting_of_a_CLIP_that_is_not_sound_or_not_computed_is_named(string key, string value, string message)
    {
        using var folder = SmallTransformer.Clip();
        folder.Configuration![key] = JsonNode.Parse(value);

        AssertRefused("config.json", message, folder);
    }

    [Fact]
    public void Settings_that_are_said_twice_alike_are_read()
    {
        using var folder = SmallTransformer.Clip();
        folder.Configuration!["vision_config_dict"] = JsonNode.Parse("""{ "hidden_size": 8, "projection_dim": 3 }""");
        using var encoder = folder.Images();

        Assert.Equal(SmallTransformer.Projected, encoder.Dimension);
    }

    [Fact]
    public void Each_file_of_the_folder_is_needed()
    {
        using var folder = SmallTransformer.Vit();
        using var other = SmallTransformer.Vit();
        (folder.Configuration, other.Preparation) = (null, null);

        AssertRefused(folder.Folder, "has no config.json", folder);
        AssertRefused(other.Folder, "lacks preprocessor_config.json", other);
    }

    [Fact]
    public void The_weights_alone_do_not_tell_how_images_are_prepared()
    {
        using var folder = SmallTransformer.Vit();
        folder.Write();

        var exception = Assert.Throws<CheckpointException>(
            () => ImageEncoder.Load(Path.Combine(folder.Folder, "model.safetensors")));

        Assert.Contains("expected the directory of a ViT", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_of_another_size_than_the_networks_are_refused_with_both_sizes()
    {
        using var folder = SmallTransformer.Vit();
        folder.Preparation!["size"] = JsonNode.Parse("""{ "height": 8, "width": 12 }""");

        AssertRefused(folder.Folder, "prepares images of 12 x 8 pixels", folder);
        AssertRefused(folder.Folder, "takes 8 x 8", folder);
    }

    private static void AssertRefused(string file, string message, SmallTransformer folder)
    {
        var exception = Assert.Throws<CheckpointException>(() => folder.Images());

        Assert.Contains(file, exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }
}
